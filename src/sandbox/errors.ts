import type { ResponseParameters } from "@grammyjs/types";

/** An answer of the Bot API with `ok: false`. */
export class TelegramError extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

const badRequest = (text: string) => new TelegramError(400, `Bad Request: ${text}`);
const forbidden = (text: string) => new TelegramError(403, `Forbidden: ${text}`);

/**
 * The answers of the real server, word for word, where its source or observed traffic shows them; and `misuse` for
 * what the real server would swallow or answer in words that we do not know: loud, so that a test notices.
 */
export const errors = {
  unauthorized: () => new TelegramError(401, "Unauthorized"),
  methodNotFound: () => new TelegramError(404, "Not Found: method not found"),
  notFound: () => new TelegramError(404, "Not Found"),
  tooLargeRequest: () => new TelegramError(413, "Request Entity Too Large"),
  internal: (text: string) => new TelegramError(500, `Internal Server Error: ${text}`),
  misuse: (text: string) => badRequest(`sandbox: ${text}`),
  badRequest,
  tooManyRequests: (seconds: number) =>
    new TelegramError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),

  terminatedByOtherPoller: () =>
    new TelegramError(
      409,
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
  terminatedBySetWebhook: () =>
    new TelegramError(409, "Conflict: terminated by setWebhook request"),
  webhookIsActive: () =>
    new TelegramError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),

  chatNotFound: () => badRequest("chat not found"),
  userNotFound: () => badRequest("user not found"),
  blocked: () => forbidden("bot was blocked by the user"),
  deactivated: () => forbidden("user is deactivated"),
  neverStarted: () => forbidden("bot can't initiate conversation with a user"),
  kicked: (kind: string) => forbidden(`bot was kicked from the ${kind} chat`),
  notMember: (kind: string) => forbidden(`bot is not a member of the ${kind} chat`),
  deletedGroup: () => forbidden("the group chat was deleted"),
  migrated: (to: number) =>
    new TelegramError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: to,
    }),

  emptyText: () => badRequest("message text is empty"),
  blankText: () => badRequest("text must be non-empty"),
  tooLongText: () => badRequest("message is too long"),
  tooLongCaption: () => badRequest("message caption is too long"),
  cannotParseEntities: (text: string) => badRequest(`can't parse entities: ${text}`),
  replyNotFound: () => badRequest("message to be replied not found"),
  quoteInvalid: () => badRequest("QUOTE_TEXT_INVALID"),
  messageNotFound: (purpose: string) => badRequest(`message to ${purpose} not found`),
  cannot: (purpose: string) => badRequest(`message can't be ${purpose}`),
  cannotDeleteForEveryone: () => badRequest("message can't be deleted for everyone"),
  notModified: () =>
    badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    ),
  noTextToEdit: () => badRequest("there is no text in the message to edit"),
  noCaptionToEdit: () => badRequest("there is no caption in the message to edit"),
  tooOldQuery: () =>
    badRequest("query is too old and response timeout expired or query ID is invalid"),

  tooLongMarkup: () => badRequest("reply markup is too long"),
  buttonDataInvalid: () => badRequest("BUTTON_DATA_INVALID"),
  buttonUrlInvalid: () => badRequest("BUTTON_URL_INVALID"),

  noRightsToSend: (what: string) => badRequest(`not enough rights to send ${what} to the chat`),
  noRightsToPin: () => badRequest("not enough rights to manage pinned messages in the chat"),
  adminRequired: () => badRequest("CHAT_ADMIN_REQUIRED"),

  notForum: () => badRequest("the chat is not a forum"),
  noRightsToTopic: (purpose: string) => badRequest(`not enough rights to ${purpose}`),
  threadNotFound: () => badRequest("message thread not found"),
  topicInvalid: () => badRequest("TOPIC_ID_INVALID"),
  topicClosed: () => badRequest("TOPIC_CLOSED"),
  topicNotModified: () => badRequest("TOPIC_NOT_MODIFIED"),

  reactionInvalid: () => badRequest("REACTION_INVALID"),
  tooManyReactions: () => badRequest("REACTIONS_TOO_MANY"),
  voiceForbidden: () => badRequest("VOICE_MESSAGES_FORBIDDEN"),

  wrongFile: () => badRequest("wrong file identifier/HTTP URL specified"),
  invalidFileId: () => badRequest("invalid file_id"),
  fileTooBig: () => badRequest("file is too big"),
  fileKind: (is: string, wanted: string) => badRequest(`can't use file of type ${is} as ${wanted}`),
  emptyFile: () => badRequest("file must be non-empty"),
} as const;
