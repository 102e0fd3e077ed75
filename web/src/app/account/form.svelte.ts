import { ApiProblem } from '../../api/problem';
import { sentenceFor } from '../words/problem-words';

/** What stands in the way of a form: beside one of its fields, or below them all. */
export interface FormTrouble {
  readonly field?: string;
  readonly sentence: string;
}

/** One form while it is sent: whether it is on its way, and what was said against it. */
export class Form {
  sending = $state(false);
  trouble = $state.raw<FormTrouble | undefined>();

  /** @param fieldOf which field a problem's code belongs to */
  constructor(private readonly fieldOf: Readonly<Record<string, string>> = {}) {}

  /** The sentence beside this field, if it is the one in the way. */
  at(field: string): string | undefined {
    return this.trouble?.field === field ? this.trouble.sentence : undefined;
  }

  /** The sentence that belongs to no field. */
  get general(): string | undefined {
    return this.trouble && !this.trouble.field ? this.trouble.sentence : undefined;
  }

  /** Says what is in the way before anything is sent. */
  refuse(field: string, sentence: string): void {
    this.trouble = { field, sentence };
  }

  /** Sends once at a time. Answers whether it went well; if not, `trouble` says why. */
  async send(work: () => Promise<void>): Promise<boolean> {
    if (this.sending) return false;
    this.sending = true;
    this.trouble = undefined;
    try {
      await work();
      return true;
    } catch (problem) {
      const field = problem instanceof ApiProblem ? this.fieldOf[problem.code] : undefined;
      this.trouble = { ...(field && { field }), sentence: sentenceFor(problem) };
      return false;
    } finally {
      this.sending = false;
    }
  }
}
