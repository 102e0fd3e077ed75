import type { Findings, NightjarEvent } from '../../api/shapes';

/** Whether an event shows what its owner asked for, or is of concern. */
export function standsOut(event: NightjarEvent): boolean {
  return standOutWords(event) !== undefined;
}

/** Why an event stands out among the others; undefined when it does not. */
export function standOutWords(event: NightjarEvent): string | undefined {
  return event.findings?.instructions?.matched === 'yes' ? 'You asked for this' : concernWords(event);
}

/** How much it should be looked at; undefined when it is like any other. */
export function concernWords(event: NightjarEvent): string | undefined {
  const concern = event.findings?.concern ?? 0;
  if (concern >= 2) return 'Look now';
  return concern === 1 ? 'Worth a look' : undefined;
}

/** Whether the clip shows what was asked for. */
export function answerWord(matched: NonNullable<Findings['instructions']>['matched']): string {
  switch (matched) {
    case 'yes':
      return 'Yes.';
    case 'no':
      return 'No.';
    case 'unclear':
      return 'Not clear.';
  }
}

/** What telling of it cost a model: "1,280 tokens". */
export function tokensWords({ prompt, completion }: NonNullable<Findings['tokens']>): string {
  return `${(prompt + completion).toLocaleString('en')} tokens`;
}

/** Why another than the wanted model tells of the event; undefined when the wanted one does. */
export function notHeardWords(event: NightjarEvent): string | undefined {
  const { findings } = event;
  if (!findings?.notHeard) return undefined;
  return `${findings.notHeard.text} This is told by ${findings.model}, from labels alone.`;
}
