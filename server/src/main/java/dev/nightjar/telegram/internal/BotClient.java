package dev.nightjar.telegram.internal;

import com.google.gson.JsonParseException;
import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.request.GetUpdates;
import com.pengrad.telegrambot.response.BaseResponse;
import com.pengrad.telegrambot.response.GetUpdatesResponse;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the Bot API. What comes back is bounded in bytes and time, and never followed elsewhere; nothing that is thrown
 * here names the address, which holds the token.
 */
@Component
@WhenTelegram
class BotClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long LARGEST_ANSWER = 8 * 1024 * 1024;

    private final OkHttpClient asking;
    private final OkHttpClient polling;
    private final TelegramBot asked;
    private final TelegramBot polled;

    BotClient(TelegramSettings settings) {
        this.asking = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(settings.answerWithin())
                .writeTimeout(settings.answerWithin())
                .callTimeout(settings.answerWithin())
                .followRedirects(false)
                .followSslRedirects(false)
                // what was sent may have arrived: who repeats it decides that
                .retryOnConnectionFailure(false)
                .addInterceptor(BotClient::bounded)
                .build();
        Duration answer = settings.pollFor().plus(CONNECT);
        this.polling = asking.newBuilder()
                .readTimeout(answer)
                .callTimeout(answer.plus(CONNECT))
                .build();
        this.asked = bot(settings, asking);
        this.polled = bot(settings, polling);
    }

    /**
     * What Telegram answered, a refusal included.
     *
     * @throws BotAwayException when it gave no answer, or does not know the bot
     */
    <T extends BaseRequest<T, R>, R extends BaseResponse> R ask(BaseRequest<T, R> request) {
        R answer = execute(asked, request);
        if (!answer.isOk() && (answer.errorCode() == 401 || answer.errorCode() == 404)) {
            throw new BotAwayException("Telegram does not know the bot's token");
        }
        return answer;
    }

    /**
     * The messages that wait, or none after a while; or why there are none to be had.
     *
     * @throws BotAwayException when there was no answer
     */
    GetUpdatesResponse poll(GetUpdates request) {
        return execute(polled, request);
    }

    /** Ends what is under way, for a program that stops. */
    void stopPolling() {
        polling.dispatcher().cancelAll();
    }

    @Override
    public void close() {
        asking.dispatcher().cancelAll();
        asking.connectionPool().evictAll();
        asking.dispatcher().executorService().shutdown();
    }

    private static TelegramBot bot(TelegramSettings settings, OkHttpClient http) {
        return new TelegramBot.Builder(settings.secret())
                .apiUrl(settings.api().toString().replaceAll("/+$", "") + "/bot")
                .okHttpClient(http)
                .build();
    }

    private static <T extends BaseRequest<T, R>, R extends BaseResponse> R execute(
            TelegramBot bot, BaseRequest<T, R> request) {
        @Nullable R answer;
        try {
            answer = bot.execute(request);
        } catch (JsonParseException unreadable) {
            throw new BotAwayException("Telegram's answer to %s cannot be read".formatted(request.getMethod()));
        } catch (RuntimeException failed) {
            throw gone(request, failed);
        }
        // an answer of the interface says what is wrong; one without came from something in between
        if (answer == null || (!answer.isOk() && (answer.errorCode() == 0 || answer.errorCode() >= 500))) {
            throw new BotAwayException("Telegram is in trouble with %s".formatted(request.getMethod()));
        }
        return answer;
    }

    private static RuntimeException gone(BaseRequest<?, ?> request, RuntimeException failed) {
        if (failed.getCause() instanceof IOException cause) {
            return new BotAwayException("Telegram does not answer to %s: %s"
                    .formatted(request.getMethod(), cause.getClass().getSimpleName()));
        }
        return failed;
    }

    private static Response bounded(Interceptor.Chain chain) throws IOException {
        try (Response response = chain.proceed(chain.request())) {
            return response.newBuilder().body(response.peekBody(LARGEST_ANSWER)).build();
        }
    }
}
