import type { components, operations } from './generated';

type Schemas = components['schemas'];

export type ServerInfo = Schemas['Server'];
export type Me = Schemas['Me'];
export type NewPerson = Schemas['NewPerson'];
export type NewSignIn = Schemas['NewSignIn'];
export type NewPassword = Schemas['NewPassword'];
export type LetterSent = Schemas['LetterSent'];
export type Invitation = Schemas['Invitation'];
export type OpenInvitation = Schemas['OpenInvitation'];
export type InvitedTo = Schemas['InvitedTo'];
export type Member = Schemas['Member'];
export type Role = Member['role'];
export type Belonging = Schemas['Belonging'];
export type DeletionOutlook = Schemas['DeletionOutlook'];
export type Plan = Schemas['Plan'];
export type Usage = Schemas['Usage'];
export type PairingCode = Schemas['PairingCode'];
export type Device = Schemas['Device'];
export type PairedDevice = Schemas['PairedDevice'];
export type CameraSettings = Schemas['CameraSettings'];
export type Heartbeat = Schemas['Heartbeat'];
export type HeartbeatAnswer = Schemas['HeartbeatAnswer'];
export type Health = Schemas['Health'];
export type Session = Schemas['Session'];
export type Gap = Schemas['Gap'];
export type NewGap = Schemas['NewGap'];
export type DeviceCoverage = Schemas['DeviceCoverage'];
export type Stretch = Schemas['Stretch'];
export type NightjarEvent = Schemas['Event'];
/** How far a person has looked through the timeline. */
export type Look = Schemas['Look'];
/** How much happened in each half hour. */
export type Hours = Schemas['HourList'];
export type PreviewVerdict = Schemas['PreviewVerdict'];
export type Findings = Schemas['Findings'];
export type SearchResults = Schemas['SearchResults'];
export type SearchItem = SearchResults['items'][number];
export type AnnouncedEvent = Schemas['AnnouncedEvent'];
/** What the generated types call an announcement; code of ours uses core's `EventAnnouncement`. */
export type Announcement = Schemas['EventAnnouncement'];
export type Why = Schemas['Why'];
/** What the generated types call a preview; code of ours uses core's `RecordedPreview`. */
export type PreviewForm = NonNullable<operations['previewEvent']['requestBody']>['content']['multipart/form-data'];
export type PreviewAnswer = Schemas['PreviewAnswer'];
export type Feedback = NonNullable<NightjarEvent['feedback']>;
export type UploadGrant = Schemas['UploadGrant'];
/** What a person is told of one thing. */
export type Alert = Schemas['Alert'];
export type AlertRule = Schemas['AlertRule'];
export type RuleChange = Schemas['RuleChange'];
export type RuleSchedule = Schemas['RuleSchedule'];
/** What a rule is about. */
export type What = Schemas['What'];
export type Snooze = Schemas['Snooze'];
export type NewSnooze = Schemas['NewSnooze'];
export type TriedAddress = Schemas['TriedAddress'];
export type TelegramState = Schemas['TelegramState'];
export type ChatState = Schemas['ChatState'];
export type ChatChange = Schemas['ChatChange'];
/** A link into Telegram. */
export type NewLink = Schemas['NewLink'];
export type Push = Schemas['Push'];
export type PushSubscription = Schemas['PushSubscription'];
export type BrowserSubscription = Schemas['BrowserSubscription'];
export type PushAction = Schemas['PushAction'];
export type PushActionDone = Schemas['PushActionDone'];
export type Change = Schemas['Change'];
export type ClientLogEntry = Schemas['ClientLogEntry'];

/** A page of a list; `next` leads to the following one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** What changed after a number. `more`: ask again after the last one. */
export type Changes = Schemas['ChangeList'];
