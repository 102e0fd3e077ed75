import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const botName = 'nightjar_test_bot';
const bot = { id: 110_201_543, is_bot: true, first_name: 'Nightjar', username: botName };
/** The only person there, and their chat with the bot, which have the same number as in Telegram. */
const chat = { id: 42_001, type: 'private', first_name: 'Ada' };
const ada = { id: chat.id, is_bot: false, first_name: chat.first_name };
const date = 1_772_000_000;

/** A message that stands in the chat. */
export interface Written {
  readonly id: number;
  /** What it said, one for each time that it was written or edited; the last is what it says now. */
  readonly texts: readonly string[];
  /** Bytes of the picture that it shows; 0 without one. */
  readonly pictureBytes: number;
  /** What its buttons carry, by what they say. */
  readonly buttons: Readonly<Record<string, string>>;
}

/** An answer that the Bot API gives instead of a result. */
class Refusal {
  constructor(
    readonly code: number,
    readonly description: string,
  ) {}
}

/** Telegram's Bot API on a socket of this machine, with one person who has a chat with the bot. */
export class BotApi {
  /** Of the shape that Telegram's tokens have. */
  readonly token = `${bot.id}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw`;
  /** What was answered when somebody tapped a button. */
  readonly answers: string[] = [];
  private readonly chat = new Map<number, Written>();
  private updates: { readonly update_id: number }[] = [];
  private nextUpdate = 5_000;
  private nextMessage = 100;
  private endPoll = () => {};

  private constructor(private readonly http: Server) {}

  static async start(): Promise<BotApi> {
    const http = createServer();
    const api = new BotApi(http);
    http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void api.take(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return api;
  }

  /** What a server needs that writes by this bot. */
  get settings(): Record<string, string> {
    const { port } = this.http.address() as AddressInfo;
    return { NIGHTJAR_TELEGRAM_TOKEN: this.token, NIGHTJAR_TELEGRAM_API: `http://127.0.0.1:${port}` };
  }

  /** What stands in the chat, the oldest first; what the bot answers to commands included. */
  get messages(): readonly Written[] {
    return [...this.chat.values()];
  }

  /** Ada writes to the bot. */
  write(text: string): void {
    this.happens({ message: { message_id: this.nextMessage++, from: ada, chat, date, text } });
  }

  /** Ada taps a button below a message. */
  tap(message: Written, label: string): void {
    const data = message.buttons[label];
    if (data === undefined) throw new Error(`There is no button “${label}” below “${message.texts.at(-1)}”.`);
    const inline_keyboard = [Object.entries(message.buttons).map(([text, each]) => ({ text, callback_data: each }))];
    const shown = { message_id: message.id, from: bot, chat, date, reply_markup: { inline_keyboard } };
    const query = { id: `query-${this.nextUpdate}`, from: ada, message: shown, chat_instance: '1', data };
    this.happens({ callback_query: query });
  }

  async stop(): Promise<void> {
    this.endPoll();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }

  private happens(what: object): void {
    this.updates.push({ update_id: this.nextUpdate++, ...what });
    this.endPoll();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = (request.url ?? '').split('/');
    const form = await formOf(request);
    const result = token === `bot${this.token}` ? await this.done(method, form) : new Refusal(401, 'Unauthorized');
    const refused = result instanceof Refusal;
    response.writeHead(refused ? result.code : 200, { 'Content-Type': 'application/json' });
    const { code, description } = refused ? result : { code: 0, description: '' };
    response.end(JSON.stringify(refused ? { ok: false, error_code: code, description } : { ok: true, result }));
  }

  private done(method: string, form: FormData): unknown {
    if (method === 'getMe') return bot;
    if (method === 'getUpdates') return this.poll(form);
    if (method === 'answerCallbackQuery') return this.answers.push(textOf(form, 'text')) > 0;
    if (method.startsWith('send')) return this.send(form);
    if (method.startsWith('edit')) return this.edit(method, form);
    return new Refusal(404, 'Not Found');
  }

  /** Holds the line until something happens, as long as it is asked to. What is confirmed is forgotten. */
  private async poll(form: FormData): Promise<readonly object[]> {
    const offset = Number(textOf(form, 'offset'));
    this.updates = this.updates.filter((update) => update.update_id >= offset);
    this.endPoll();
    if (this.updates.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Number(textOf(form, 'timeout')) * 1_000);
        this.endPoll = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.updates;
  }

  private send(form: FormData): unknown {
    if (Number(textOf(form, 'chat_id')) !== chat.id) return new Refusal(400, 'Bad Request: chat not found');
    const id = this.nextMessage++;
    return this.put({ id, texts: [], pictureBytes: 0, buttons: {} }, form);
  }

  private edit(method: string, form: FormData): unknown {
    const before = this.chat.get(Number(textOf(form, 'message_id')));
    if (!before) return new Refusal(400, 'Bad Request: message to edit not found');
    if (method !== 'editMessageReplyMarkup') return this.put(before, form);
    this.chat.set(before.id, { ...before, buttons: buttonsOf(form) });
    return { message_id: before.id, date, chat };
  }

  private put(before: Written, form: FormData): unknown {
    const media = JSON.parse(textOf(form, 'media') || '{}') as { caption?: string };
    const text = media.caption ?? (textOf(form, 'text') || textOf(form, 'caption'));
    const picture = [...form.values()].find((value) => typeof value !== 'string');
    this.chat.set(before.id, {
      id: before.id,
      texts: [...before.texts, text],
      pictureBytes: picture?.size ?? before.pictureBytes,
      buttons: buttonsOf(form),
    });
    return { message_id: before.id, date, chat };
  }
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const type = request.headers['content-type'];
  if (type === undefined || parts.length === 0) return new FormData();
  return new Response(Buffer.concat(parts), { headers: { 'Content-Type': type } }).formData();
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function buttonsOf(form: FormData): Record<string, string> {
  const markup = JSON.parse(textOf(form, 'reply_markup') || '{}') as {
    inline_keyboard?: { text: string; callback_data?: string }[][];
  };
  const buttons = (markup.inline_keyboard ?? []).flat();
  return Object.fromEntries(buttons.map(({ text, callback_data: data }) => [text, data ?? '']));
}
