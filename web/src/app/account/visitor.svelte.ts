import { ApiProblem } from '../../api/problem';
import type { InvitedTo, LetterSent, Me, NewPerson, ServerInfo } from '../../api/shapes';
import { createApi, type Api } from '../../api/api';
import { StorageRefused, type CameraIdentity } from '../../outbox/database';
import type { Outbox } from '../../outbox/outbox';
import { signedAway } from '../alerts/subscribed-person';
import { sentenceFor } from '../words/problem-words';

/** Who uses this browser. */
export type Visit =
  | { readonly kind: 'loading' }
  /** No camera: the server is asked who it is. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable'; readonly sentence: string }
  | { readonly kind: 'nobody'; readonly server: ServerInfo }
  | { readonly kind: 'person'; readonly me: Me }
  | { readonly kind: 'camera'; readonly identity: CameraIdentity };

/** Knows who uses this browser, a person or the camera that it is, and changes that. */
export class Visitor {
  visit = $state.raw<Visit>({ kind: 'loading' });
  /** Pairing ends the sign-in, which is heard of before this browser is a camera. */
  #becomesCamera = false;

  constructor(
    private readonly api: Api,
    /** Keeps who this phone is, if it is a camera; undefined where the browser stores nothing. */
    private readonly outbox: Outbox | undefined,
  ) {}

  /** Finds out who is here: a camera knows it by itself, a person is known to the server. */
  async load(): Promise<void> {
    const identity = await this.outbox?.camera();
    if (identity) {
      this.visit = { kind: 'camera', identity };
      return;
    }
    if (this.visit.kind === 'loading') this.visit = { kind: 'asking' };
    try {
      const me = await this.#me();
      if (!me) signedAway();
      this.visit = me ? { kind: 'person', me } : { kind: 'nobody', server: await this.api.serverInfo() };
    } catch (problem) {
      this.visit = { kind: 'unreachable', sentence: sentenceFor(problem) };
    }
  }

  /** Signs in, with an invitation into its account. Throws what the server says against it. */
  async signIn(email: string, password: string, invitation?: string): Promise<void> {
    const person = { email, password, ...(invitation && { invitation }) };
    this.visit = { kind: 'person', me: await this.api.signIn(person) };
  }

  /** Goes to another account of the person. Throws what the server says against it. */
  async goToAccount(id: string): Promise<void> {
    const me = await this.api.goToAccount(id);
    signedAway();
    this.visit = { kind: 'person', me };
  }

  /** Joins the account of an invitation, and goes there. Throws what the server says against it. */
  async join(invitation: string): Promise<void> {
    const me = await this.api.join(invitation);
    signedAway();
    this.visit = { kind: 'person', me };
  }

  /** Where an invitation leads. Throws what the server says against it. */
  lookUp(invitation: string): Promise<InvitedTo> {
    return this.api.lookUpInvitation(invitation);
  }

  /** Asks for a link to set a new password; answers where it comes. Throws what the server says against it. */
  async forgotPassword(email: string): Promise<LetterSent['delivery']> {
    return (await this.api.forgotPassword(email)).delivery;
  }

  /** Sets a password by a link, and signs in. Throws what the server says against it. */
  async setPassword(token: string, password: string): Promise<void> {
    this.visit = { kind: 'person', me: await this.api.setPassword(token, password) };
  }

  /** Throws what the server says against it. */
  async signOutEverywhere(): Promise<void> {
    await this.api.signOutEverywhere();
    await this.load();
  }

  /** Deletes the person and all that nobody else owns. Throws what the server says against it. */
  async deleteEverything(password: string): Promise<void> {
    await this.api.deleteEverything(password);
    await this.load();
  }

  /** Makes a person, and signs in. Throws what the server says against it. */
  async signUp(person: NewPerson): Promise<void> {
    this.visit = { kind: 'person', me: await this.api.signUp(person) };
  }

  /** Throws what the server says against it. */
  async signOut(): Promise<void> {
    await this.api.signOut();
    await this.load();
  }

  /** The sign-in has ended elsewhere. */
  async signedOut(): Promise<void> {
    if (this.visit.kind === 'person' && !this.#becomesCamera) await this.load();
  }

  /** Turns this browser into a camera, by a code; a sign-in that it has ends. Throws what the server says against it. */
  async becomeCamera(code: string): Promise<void> {
    if (!this.outbox) throw new StorageRefused(undefined);
    this.#becomesCamera = true;
    try {
      const { device, token } = await this.api.pairDevice(code);
      const { account } = await createApi({ token: () => Promise.resolve(token) }).me();
      const identity = { deviceId: device.id, name: device.name, accountId: account.id, token };
      await this.outbox.becomeCamera(identity);
      this.visit = { kind: 'camera', identity: { ...identity, revoked: false } };
    } finally {
      this.#becomesCamera = false;
    }
  }

  /** Turns this signed-in browser into a camera of this name. Throws what the server says against it. */
  async becomeCameraNamed(name: string): Promise<void> {
    const { code } = await this.api.createPairingCode(name);
    await this.becomeCamera(code);
  }

  /** Forgets that this browser is a camera. */
  async forgetCamera(): Promise<void> {
    await this.outbox?.forgetCamera();
    await this.load();
  }

  async #me(): Promise<Me | undefined> {
    try {
      return await this.api.me();
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return undefined;
      throw problem;
    }
  }
}
