package dev.nightjar.inference.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Pictures that tests draw themselves. */
final class DrawnPicture {

    private static final int REFERENCE_SIDE = 416;

    private DrawnPicture() {}

    /** The picture of tools/model/src/drawing.mjs, byte for byte. */
    static Picture reference() {
        byte[] pixels = new byte[REFERENCE_SIDE * REFERENCE_SIDE * 3];
        for (int y = 0; y < REFERENCE_SIDE; y++) {
            for (int x = 0; x < REFERENCE_SIDE; x++) {
                int[] colour = colour(x, y);
                for (int i = 0; i < 3; i++) {
                    pixels[(y * REFERENCE_SIDE + x) * 3 + i] = (byte) colour[i];
                }
            }
        }
        return new Picture(REFERENCE_SIDE, REFERENCE_SIDE, pixels);
    }

    private static int[] colour(int x, int y) {
        if (square(x - 208) + square(y - 110) < square(34)) {
            return new int[] {120, 160, 215};
        }
        if (square(x - 208) * 9 + square(y - 230) * 2 < square(130)) {
            return new int[] {150, 60, 40};
        }
        if (y > 300 && y < 390 && (Math.abs(x - 186) < 14 || Math.abs(x - 230) < 14)) {
            return new int[] {60, 45, 40};
        }
        if (y < 250) {
            return new int[] {230 - (y >> 1), 200 - (y >> 1), 170 - (y >> 2)};
        }
        return ((x >> 5) + (y >> 5)) % 2 == 0 ? new int[] {90, 110, 120} : new int[] {60, 75, 85};
    }

    private static int square(int value) {
        return value * value;
    }

    /** A room: a wall that darkens towards the floor, and a floor. */
    static BufferedImage room(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(205, 200, 190), 0, height, new Color(150, 145, 135)));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(new Color(120, 95, 70));
        graphics.fillRect(0, height * 3 / 4, width, height / 4);
        graphics.dispose();
        return image;
    }

    /** Somebody who stands in the room: head, hair, jacket, arms and legs. */
    static BufferedImage withPerson(BufferedImage image, int x, int height) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.translate(x, image.getHeight() * 0.95 - height);
        graphics.scale(height / 400.0, height / 400.0);
        limb(graphics, new Color(40, 45, 70), 34, 75, 215, 68, 375);
        limb(graphics, new Color(35, 40, 62), 34, 105, 215, 112, 375);
        graphics.setPaint(new Color(25, 20, 20));
        graphics.fillRoundRect(42, 372, 44, 22, 16, 16);
        graphics.fillRoundRect(96, 372, 44, 22, 16, 16);
        graphics.setPaint(new GradientPaint(50, 80, new Color(150, 40, 40), 130, 200, new Color(110, 25, 30)));
        graphics.fillRoundRect(50, 80, 80, 150, 40, 40);
        limb(graphics, new Color(135, 35, 38), 26, 58, 100, 38, 205);
        limb(graphics, new Color(120, 30, 34), 26, 122, 100, 142, 205);
        graphics.setPaint(new Color(225, 180, 150));
        graphics.fillOval(28, 200, 24, 28);
        graphics.fillOval(130, 200, 24, 28);
        graphics.fillRect(80, 62, 20, 26);
        graphics.fillOval(66, 14, 48, 62);
        graphics.setPaint(new Color(50, 32, 22));
        graphics.fillArc(62, 8, 56, 52, 0, 180);
        graphics.fillOval(77, 40, 6, 5);
        graphics.fillOval(97, 40, 6, 5);
        graphics.dispose();
        return image;
    }

    private static void limb(Graphics2D graphics, Color colour, float width, int x1, int y1, int x2, int y2) {
        graphics.setPaint(colour);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawLine(x1, y1, x2, y2);
    }
}
