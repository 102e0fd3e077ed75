package dev.nightjar.fuzz;

import java.util.List;

/** Requests that break the rules of HTTP itself. */
final class NoHttp {

    private static final String HOST = "\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private NoHttp() {}

    static final List<String> REQUESTS = List.of(
            "\r\n\r\n",
            "\u0000\u0001\u0002\u0003\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "GET /api/v1/server\r\n\r\n",
            "GET /api/v1/server HTTP/1.1\r\n\r\n",
            "GET /api/v1/server HTTP/9.9" + HOST + "\r\n",
            "get /api/v1/server HTTP/1.1" + HOST + "\r\n",
            "G\u0000T /api/v1/server HTTP/1.1" + HOST + "\r\n",
            "BREW /api/v1/server HTTP/1.1" + HOST + "\r\n",
            "TRACE /api/v1/server HTTP/1.1" + HOST + "\r\n",
            "OPTIONS * HTTP/1.1" + HOST + "\r\n",
            "CONNECT 127.0.0.1:1 HTTP/1.1" + HOST + "\r\n",
            "GET http://evil.example/api/v1/events HTTP/1.1" + HOST + "\r\n",
            "GET \\api\\v1\\events HTTP/1.1" + HOST + "\r\n",
            "GET //api/v1/events HTTP/1.1" + HOST + "\r\n",
            "GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1" + HOST + "\r\n",
            "GET /../../etc/passwd HTTP/1.1" + HOST + "\r\n",
            "GET /assets/%2e%2e%2f%2e%2e%2fapplication.yaml HTTP/1.1" + HOST + "\r\n",
            "GET /api/v1/events\u0000 HTTP/1.1" + HOST + "\r\n",
            "GET /api/v1/events?limit=1#x HTTP/1.1" + HOST + "\r\n",
            "GET /" + "a".repeat(20_000) + " HTTP/1.1" + HOST + "\r\n",
            "GET /api/v1/server HTTP/1.1" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n",
            "GET /api/v1/server HTTP/1.1" + HOST + "X: y\r\n".repeat(2_000) + "\r\n",
            "GET /api/v1/server HTTP/1.1\nHost: 127.0.0.1\n\n",
            "GET /api/v1/server HTTP/1.1" + HOST + " folded\r\n\r\n",
            "GET /blobs/%00 HTTP/1.1" + HOST + "\r\n",
            "GET /blobs/..%2f..%2fetc HTTP/1.1" + HOST + "\r\n",
            "PUT /blobs/clips/a?grant=%ff HTTP/1.1" + HOST + "Content-Length: 3\r\n\r\nabc",
            "GET /api/v1/live HTTP/1.1" + HOST + "\r\n",
            "GET /actuator HTTP/1.1" + HOST + "\r\n",
            "GET /actuator/env HTTP/1.1" + HOST + "\r\n",
            "GET /error HTTP/1.1" + HOST + "\r\n",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Content-Length: -5\r\n\r\n{}",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON
                    + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Transfer-Encoding: chunked\r\n\r\n2\r\n{",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Content-Length: 1000\r\n\r\n{\"email\":",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "\r\n{}",
            "POST /api/v1/sign-ins HTTP/1.1" + HOST + JSON + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}");
}
