/** Whether the server has what was changed: not yet where it does not answer, never where something else holds by now. */
export type SettingsSent = 'yes' | 'later' | 'dropped';
