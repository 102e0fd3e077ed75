import type { Api } from '../../api/api';
import type {
  Belonging,
  DeletionOutlook,
  Invitation,
  Me,
  Member,
  NewPassword,
  OpenInvitation,
  Role,
} from '../../api/shapes';
import { sentenceFor } from '../words/problem-words';

/** Whether a list is there. */
export type ListStatus =
  { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'trouble'; readonly sentence: string };

/** The people of the account, who is invited, and the person's other accounts. */
export class People {
  members = $state.raw<readonly Member[]>([]);
  /** Only an owner sees them. */
  invitations = $state.raw<readonly OpenInvitation[]>([]);
  accounts = $state.raw<readonly Belonging[]>([]);
  status = $state.raw<ListStatus>({ kind: 'loading' });

  constructor(
    private readonly api: Api,
    private readonly me: Me,
  ) {}

  /** Fetches members and invitations. */
  async load(): Promise<void> {
    try {
      const isOwner = this.me.role === 'owner';
      const [members, invitations] = await Promise.all([
        this.api.members(),
        isOwner ? this.api.invitations() : undefined,
      ]);
      this.members = members.items;
      this.invitations = invitations?.items ?? [];
      this.status = { kind: 'ready' };
    } catch (problem) {
      if (this.status.kind !== 'ready') this.status = { kind: 'trouble', sentence: sentenceFor(problem) };
    }
  }

  /** Fetches the accounts that the person belongs to. Throws what the server says against it. */
  async loadAccounts(): Promise<void> {
    this.accounts = (await this.api.accounts()).items;
  }

  isSelf(member: Member): boolean {
    return member.id === this.me.person?.id;
  }

  /** Whether nobody else looks after the account. */
  isOnlyOwner(member: Member): boolean {
    return member.role === 'owner' && this.members.filter(({ role }) => role === 'owner').length === 1;
  }

  /** Throws what the server says against it, as all below. */
  async invite(role: Role): Promise<Invitation> {
    const invitation = await this.api.invite(role);
    await this.load();
    return invitation;
  }

  async revoke(id: string): Promise<void> {
    await this.api.revokeInvitation(id);
    await this.load();
  }

  async changeRole(id: string, role: Role): Promise<void> {
    await this.api.changeRole(id, role);
    await this.load();
  }

  /** Removes somebody else. */
  async remove(id: string): Promise<void> {
    await this.api.removeMember(id);
    await this.load();
  }

  /** Leaves the account; the sign-in in it ends. */
  async leave(): Promise<void> {
    if (this.me.person) await this.api.removeMember(this.me.person.id);
  }

  renameAccount(name: string): Promise<void> {
    return this.api.renameAccount(name);
  }

  changePassword(passwords: NewPassword): Promise<void> {
    return this.api.changePassword(passwords);
  }

  deletionOutlook(): Promise<DeletionOutlook> {
    return this.api.deletionOutlook();
  }
}
