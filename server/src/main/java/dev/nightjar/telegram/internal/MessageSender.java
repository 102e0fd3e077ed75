package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.Message;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.model.request.InputMedia;
import com.pengrad.telegrambot.model.request.InputMediaPhoto;
import com.pengrad.telegrambot.model.request.InputMediaVideo;
import com.pengrad.telegrambot.request.AbstractSendRequest;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.request.EditMessageCaption;
import com.pengrad.telegrambot.request.EditMessageMedia;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPhoto;
import com.pengrad.telegrambot.request.SendVideo;
import com.pengrad.telegrambot.response.BaseResponse;
import com.pengrad.telegrambot.response.SendResponse;
import dev.nightjar.telegram.internal.Answers.Answer;
import dev.nightjar.telegram.internal.SentMessage.Shape;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes messages into chats, and others in their places. */
@Component
@WhenTelegram
class MessageSender {

    private static final String PICTURE_NAME = "picture.jpg";
    private static final String CLIP_NAME = "clip.mp4";

    private final BotClient bot;

    MessageSender(BotClient bot) {
        this.bot = bot;
    }

    /**
     * What is said.
     *
     * @param aloud whether it may make a sound
     */
    record Content(Words words, Showing showing, InlineKeyboardMarkup buttons, long version, boolean aloud) {}

    /**
     * What became of it.
     *
     * @param sent the message that stands there now; of use only after {@link Answers.Done}
     */
    record Outcome(Answer answer, SentMessage sent) {}

    /** Writes a new message. Throws {@link BotAwayException}. */
    Outcome send(long chat, Content content) {
        Showing showing = content.showing();
        SendResponse response = bot.ask(request(chat, content));
        Answer answer = Answers.of(response);
        Message message = response.message();
        if (answer instanceof Answers.Done && message == null) {
            throw new BotAwayException("Telegram did not say which message it made");
        }
        int number = message == null ? 0 : message.messageId();
        return new Outcome(answer, new SentMessage(chat, number, showing.shape(), content.version(), showing.mark()));
    }

    /** Puts it in the place of a message that stands there. Throws {@link BotAwayException}. */
    Outcome replace(SentMessage before, Content content) {
        Showing showing = content.showing();
        boolean brings = showing.shape().shows() && brings(before, showing);
        BaseResponse response = brings ? bot.ask(media(before, content)) : bot.ask(words(before, content));
        Shape shape = brings || !before.shape().shows() ? showing.shape() : before.shape();
        String mark = brings ? showing.mark() : before.picture();
        return new Outcome(
                Answers.of(response), new SentMessage(before.chat(), before.message(), shape, content.version(), mark));
    }

    /** Whether it shows something that the message does not show yet; a clip stays what it is. */
    private static boolean brings(SentMessage before, Showing showing) {
        return switch (before.shape()) {
            case TEXT, BARE -> true;
            case PHOTO -> showing.shape() == Shape.VIDEO || !showing.mark().equals(before.picture());
            case VIDEO -> false;
        };
    }

    private static BaseRequest<?, SendResponse> request(long chat, Content content) {
        AbstractSendRequest<?> request = switch (content.showing().shape()) {
            case PHOTO ->
                new SendPhoto(chat, picture(content))
                        .fileName(PICTURE_NAME)
                        .caption(content.words().text())
                        .captionEntities(content.words().entities());
            case VIDEO ->
                new SendVideo(chat, clip(content).toFile())
                        .fileName(CLIP_NAME)
                        .supportsStreaming(true)
                        .caption(content.words().text())
                        .captionEntities(content.words().entities());
            case TEXT, BARE ->
                new SendMessage(chat, content.words().text())
                        .entities(content.words().entities());
        };
        request.replyMarkup(content.buttons());
        request.disableNotification(!content.aloud());
        return request;
    }

    private static BaseRequest<?, ? extends BaseResponse> words(SentMessage before, Content content) {
        if (before.shape().shows()) {
            return new EditMessageCaption(before.chat(), before.message())
                    .caption(content.words().text())
                    .captionEntities(content.words().entities())
                    .replyMarkup(content.buttons());
        }
        return new EditMessageText(
                        before.chat(), before.message(), content.words().text())
                .entities(content.words().entities())
                .replyMarkup(content.buttons());
    }

    private static BaseRequest<?, ? extends BaseResponse> media(SentMessage before, Content content) {
        InputMedia<?> media = content.showing().shape() == Shape.VIDEO
                ? new InputMediaVideo(clip(content).toFile())
                        .supportsStreaming(true)
                        .fileName(CLIP_NAME)
                : new InputMediaPhoto(picture(content)).fileName(PICTURE_NAME);
        media.caption(content.words().text());
        media.captionEntities(content.words().entities());
        return new EditMessageMedia(before.chat(), before.message(), media).replyMarkup(content.buttons());
    }

    private static byte[] picture(Content content) {
        return Objects.requireNonNull(content.showing().picture());
    }

    private static Path clip(Content content) {
        return Objects.requireNonNull(content.showing().clip());
    }
}
