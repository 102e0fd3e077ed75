package dev.nightjar.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Cuts a text into the pieces that the sentence model knows, as BERT's uncased vocabulary does. Pure. */
final class WordPieces {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final long begin;
    private final long end;
    private final long unknown;

    /** @param vocabulary the number of each piece; those that continue a word begin with {@code ##} */
    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.begin = number("[CLS]");
        this.end = number("[SEP]");
        this.unknown = number("[UNK]");
    }

    /** The numbers of the pieces between those that mark begin and end; what does not fit is left out. */
    long[] of(String text, int most) {
        List<Long> pieces = new ArrayList<>();
        pieces.add(begin);
        for (String word : words(text)) {
            pieces.addAll(cut(word));
        }
        List<Long> fitting = pieces.subList(0, Math.min(pieces.size(), most - 1));
        long[] numbers = new long[fitting.size() + 1];
        for (int i = 0; i < fitting.size(); i++) {
            numbers[i] = fitting.get(i);
        }
        numbers[fitting.size()] = end;
        return numbers;
    }

    private static List<String> words(String text) {
        StringBuilder spaced = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(point -> {
                    if (standsAlone(point)) {
                        spaced.append(' ').appendCodePoint(point).append(' ');
                    } else if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                        spaced.append(' ');
                    } else if (!isLeftOut(point)) {
                        spaced.appendCodePoint(point);
                    }
                });
        return List.of(spaced.toString().strip().split(" +", -1)).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Accents, and what cannot be seen. */
    private static boolean isLeftOut(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> point == 0xFFFD;
        };
    }

    private static boolean standsAlone(int point) {
        boolean sign = point < 128 && point > ' ' && !Character.isLetterOrDigit(point) && point != 127;
        return sign || Character.isIdeographic(point) || isPunctuation(point);
    }

    private static boolean isPunctuation(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The longest piece that fits, again and again; a word with a part that no piece fits is unknown as a whole. */
    private List<Long> cut(String word) {
        if (word.length() > LONGEST_WORD) {
            return List.of(unknown);
        }
        List<Long> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from == 0 ? "" : "##") + word.substring(from, to));
                to -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                return List.of(unknown);
            }
            pieces.add(piece.longValue());
            from = to;
        }
        return pieces;
    }

    private long number(String mark) {
        return Objects.requireNonNull(vocabulary.get(mark), mark);
    }
}
