package dev.nightjar.inference.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model, opened when the first picture comes: a server that gets none needs no memory for it. */
final class LazyModel implements Supplier<NanodetModel>, AutoCloseable {

    private @Nullable NanodetModel model;

    @Override
    public synchronized NanodetModel get() {
        if (model == null) {
            model = NanodetModel.open();
        }
        return model;
    }

    @Override
    public synchronized void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
