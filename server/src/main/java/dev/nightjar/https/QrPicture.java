package dev.nightjar.https;

import io.nayuki.qrcodegen.QrCode;

/** A QR code in characters: two rows of modules to a line, dark on light whatever the terminal's own colours are. */
final class QrPicture {

    private static final int MARGIN = 2;
    private static final String DARK_ON_LIGHT = "\u001b[30;107m";
    private static final String USUAL_COLOURS = "\u001b[0m";

    private QrPicture() {}

    /** Draws a text that is short enough for one code (2953 bytes). */
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder picture = new StringBuilder();
        for (int row = -MARGIN; row < code.size + MARGIN; row += 2) {
            picture.append(DARK_ON_LIGHT);
            for (int column = -MARGIN; column < code.size + MARGIN; column++) {
                picture.append(block(code.getModule(column, row), code.getModule(column, row + 1)));
            }
            picture.append(USUAL_COLOURS).append('\n');
        }
        return picture.toString();
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
