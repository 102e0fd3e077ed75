/** The version of this page, put in by the build; pages under test have none. */
export const appVersion: string = (import.meta.env['VITE_NIGHTJAR_VERSION'] as string | undefined) ?? 'unreleased';
