package dev.nightjar.storage.internal;

/** The key of a storage account. Printed, it says nothing. */
record AccountKey(String value) {

    @Override
    public String toString() {
        return "redacted";
    }
}
