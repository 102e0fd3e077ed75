import type { AlertsApi } from '../../api/alerts';
import type { ChatState, NewLink, TelegramState } from '../../api/shapes';

/** The person's chats in Telegram, and links that bring more. */
export class Chats {
  state = $state.raw<TelegramState | undefined>();
  /** The link that is open; it works once. */
  link = $state.raw<NewLink | undefined>();

  constructor(private readonly api: AlertsApi) {}

  /** Throws what the server says against it. */
  async load(): Promise<void> {
    const before = this.state?.chats.length;
    this.state = await this.api.telegram();
    // whoever came back with a new chat has used the link
    if (before !== undefined && this.state.chats.length > before) this.link = undefined;
  }

  /** Makes a link. Throws what the server says against it. */
  async makeLink(): Promise<void> {
    this.link = await this.api.linkTelegram();
  }

  /** Shows other media in a chat. Throws what the server says against it. */
  async showMedia(chat: ChatState, media: ChatState['media']): Promise<void> {
    await this.api.changeTelegramChat(chat.id, { media });
    await this.load();
  }

  /** Sends a test message there; what became of it, in words. Throws what the server says against it. */
  async test(chat: ChatState): Promise<string> {
    const { text } = await this.api.testAlertAddress(chat.id);
    await this.load();
    return text;
  }

  /** Tells nothing there any more. Throws what the server says against it. */
  async unlink(chat: ChatState): Promise<void> {
    await this.api.unlinkTelegramChat(chat.id);
    await this.load();
  }
}
