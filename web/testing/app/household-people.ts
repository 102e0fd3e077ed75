import type { Belonging, DeletionOutlook, LetterSent, Me, Member, OpenInvitation, Role } from '../../src/api/shapes';
import type { Household } from './household';
import { ok, problem, type Answer } from './answer';
import { idOf } from './builders';

/** The code that every invitation of a household has. */
export const goodCode = 'nji_7Qm2xR4t';

export const notTheirPassword = problem(
  401,
  'wrongPassword',
  'That is not your password. Four tries left, then a 15-minute wait.',
);

export const invitationNotGood = problem(
  403,
  'invitationNeeded',
  'The invitation is unknown, was used, or is too old. Ask the owner for a new one.',
);

const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString();

/** The people of a household, as far as the screens ask. */
export class HouseholdPeople {
  members: Member[];
  invitations: OpenInvitation[] = [];
  accounts: Belonging[];
  outlook: DeletionOutlook;
  /** Where letters come. */
  delivery: LetterSent['delivery'] = 'mail';

  constructor(me: Me | undefined) {
    const account = { id: me?.account.id ?? '', name: me?.account.name ?? '', role: me?.role ?? 'owner' };
    this.accounts = me ? [account] : [];
    this.outlook = { deleted: me ? [{ account, others: 0 }] : [], left: [] };
    const joinedAt = '2026-01-03T10:00:00Z';
    this.members = me?.person
      ? [{ id: me.person.id, name: me.person.name, email: me.person.email, role: account.role, joinedAt }]
      : [];
  }

  /** Somebody else who belongs to it. */
  add(number: number, name: string, role: Role): void {
    const email = `${name.toLowerCase()}@example.org`;
    const joinedAt = '2026-02-14T18:30:00Z';
    this.members = [...this.members, { id: idOf('session', 70 + number), name, email, role, joinedAt }];
  }

  invite(role: Role): Answer {
    const id = idOf('session', 60 + this.invitations.length);
    const times = { createdAt: new Date().toISOString(), expiresAt: inAWeek() };
    this.invitations = [{ id, role, invitedBy: this.members[0]?.name ?? '', ...times }, ...this.invitations];
    return ok({ id, code: goodCode, role, expiresAt: times.expiresAt }, 201);
  }

  revoke(id: string): Answer {
    this.invitations = this.invitations.filter((invitation) => invitation.id !== id);
    return { status: 204 };
  }

  lookUp(code: unknown): Answer {
    if (code !== goodCode) return invitationNotGood;
    return ok({ account: 'Ben', invitedBy: 'Ben', role: 'monitor', expiresAt: inAWeek() });
  }

  changeRole(id: string, role: Role): Answer {
    this.members = this.members.map((member) => (member.id === id ? { ...member, role } : member));
    return { status: 204 };
  }

  remove(id: string): Answer {
    this.members = this.members.filter((member) => member.id !== id);
    return { status: 204 };
  }
}

/** The household with others in it, somebody invited, and an account elsewhere. */
export function withPeople(household: Household): Household {
  const { people } = household;
  people.add(1, 'Jonas', 'owner');
  people.add(2, 'Ida', 'monitor');
  people.invite('monitor');
  const elsewhere = { id: idOf('session', 81), name: 'Grandma', role: 'monitor' } as const;
  people.accounts = [...people.accounts, elsewhere];
  people.outlook = {
    deleted: people.outlook.deleted.map((going) => ({ ...going, others: 2 })),
    left: [elsewhere],
  };
  return household;
}
