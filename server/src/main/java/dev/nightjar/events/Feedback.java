package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person says of an event. */
public enum Feedback {
    /** Nothing happened that was worth telling. */
    @JsonProperty("falseAlarm")
    FALSE_ALARM("falseAlarm");

    private final String text;

    Feedback(String text) {
        this.text = text;
    }

    /** As it stands in JSON and in the database. */
    public String text() {
        return text;
    }

    static Feedback of(String text) {
        for (Feedback feedback : values()) {
            if (feedback.text.equals(text)) {
                return feedback;
            }
        }
        throw new IllegalArgumentException("Not a feedback: " + text);
    }
}
