package dev.nightjar.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What a broken or malicious client sends: values, whole bodies, addresses. Larger than a body may be where it says so. */
final class Hostile {

    private static final String DIGITS = "9".repeat(50_000);

    private Hostile() {}

    /** Pieces of JSON for the place of any value; not all of them are JSON. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "-0.0",
            "1e308",
            "1e400",
            "-1e400",
            "1e-400",
            "NaN",
            "Infinity",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            DIGITS,
            "1e" + DIGITS,
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ufffe\"",
            "\"\\u202e\\u0007\"",
            "\"😀\"",
            "\"'; drop table events; --\"",
            "\"\\\\\"",
            "\"%s%n%x\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>alert(1)</script>\"",
            "\"../../../etc/passwd\"",
            "\"1-1-1-1-1\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-1000000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"" + "a".repeat(10_000) + "\"",
            "\"" + "é".repeat(60_000) + "\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":{}}",
            "[" + "0,".repeat(20_000) + "0]",
            "[".repeat(600) + "]".repeat(600),
            "'single'",
            "undefined",
            "/* no */ 1");

    /** Whole bodies that are never what is wanted. */
    static final List<byte[]> BODIES = Stream.concat(
                    Stream.of(
                                    "",
                                    " ",
                                    "null",
                                    "[]",
                                    "\"text\"",
                                    "1",
                                    "true",
                                    "{",
                                    "}",
                                    "{]",
                                    "{\"\"}",
                                    "{\"a\":1,}",
                                    "{\"a\":1}{\"a\":2}",
                                    "{\"__proto__\":{\"a\":1},\"constructor\":1}",
                                    "[".repeat(100_000),
                                    "{\"a\":".repeat(40_000),
                                    "[".repeat(2_000) + "]".repeat(2_000),
                                    "{\"" + "k".repeat(100_000) + "\":1}",
                                    "{\"a\":\"" + "x".repeat(300_000) + "\"}",
                                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                                    manyKeys())
                            .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                    Stream.of(
                            new byte[] {'{', '"', (byte) 0xc3, '(', '"', ':', '1', '}'},
                            new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0},
                            new byte[] {0, 0, 0, '{', 0, 0, 0, '}'},
                            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                            new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, 0},
                            new byte[1000]))
            .toList();

    /** For the place of a parameter in an address, encoded as far as a request line must be. */
    static final List<String> PARAMETERS = List.of(
            "..",
            ".",
            "%2e%2e",
            "%2e%2e%2f%2e%2e",
            "%2f",
            "%5c",
            "%00",
            "%",
            "%zz",
            "%ff",
            "%c0%af",
            "%ed%a0%80",
            "null",
            "-1",
            "0",
            "2147483648",
            "99999999999999999999",
            "NaN",
            "1e9",
            "1-1-1-1-1",
            "'",
            "%27%20or%201%3d1--",
            ";a=b",
            "%0d%0aSet-Cookie:%20a=b",
            "%F0%9F%98%80",
            "a".repeat(3_000),
            "00000000-0000-0000-0000-000000000000",
            "{id}",
            "$%7bjndi%7d",
            "%252e%252e",
            "2026-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:59Z",
            "OTk5OTk5OTk5OTk5OTk5OTk5X2E",
            "MTc2NTAwMDAwMDAwMF8xLTEtMS0xLTE");

    /** Header lines that are odd, and none of them a reason to fail. */
    static final List<String> HEADERS = List.of(
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: garbage",
            "Content-Type: /",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=" + "b".repeat(300),
            "Content-Encoding: gzip",
            "Content-Type: application/x-www-form-urlencoded",
            "Accept: garbage",
            "Accept: text/html;q=nan",
            "Accept: application/xml",
            "Accept-Language: " + "x".repeat(2_000),
            "Accept-Encoding: gzip;q=-1, \u0007",
            "Authorization: Bearer",
            "Authorization: Bearer ",
            "Authorization: Bearer njd_" + "x".repeat(4_000),
            "Authorization: Bearer \u00ff\u00fe",
            "Authorization: Basic !!!",
            "Cookie: nightjar=",
            "Cookie: nightjar=%00; =; ;;",
            "Cookie: nightjar=\"\\\"; XSRF-TOKEN=\u00e9",
            "Cookie: " + "a=b; ".repeat(900),
            "Range: bytes=-1--1",
            "If-Modified-Since: yesterday",
            "If-None-Match: \"",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: '",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "Forwarded: for=\"",
            "Expect: nonsense",
            "Origin: null",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Transfer-Encoding: gzip",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Host: a:b:c",
            "\u0001: x",
            ": x",
            "No colon",
            "A\u0000B: c");

    private static String manyKeys() {
        StringBuilder keys = new StringBuilder("{\"k\":0");
        for (int i = 0; i < 10_000; i++) {
            keys.append(",\"k").append(i).append("\":0");
        }
        return keys.append('}').toString();
    }
}
