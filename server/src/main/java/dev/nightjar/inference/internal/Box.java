package dev.nightjar.inference.internal;

/** A rectangle in a picture, as shares of its width and height, 0 to 1. */
record Box(double x1, double y1, double x2, double y2) {

    /** How much two boxes have in common: what both cover, of what either covers. 0 to 1. */
    double overlap(Box other) {
        double width = Math.min(x2, other.x2) - Math.max(x1, other.x1);
        double height = Math.min(y2, other.y2) - Math.max(y1, other.y1);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area() + other.area() - common);
    }

    private double area() {
        return (x2 - x1) * (y2 - y1);
    }
}
