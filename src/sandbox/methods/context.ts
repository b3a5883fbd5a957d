import type { ApiMethods, Message } from "@grammyjs/types";
import type { Callbacks } from "../callbacks.ts";
import type { Files } from "../files.ts";
import type { Upload } from "../multipart.ts";
import type { MethodParameters, SupportedMethod } from "../schemas/index.ts";
import type { Updates } from "../updates.ts";
import type { Webhook } from "../webhook.ts";
import type { World } from "../world.ts";

/** What the methods work on. */
export interface Context {
  world: World;
  updates: Updates;
  webhook: Webhook;
  files: Files;
  callbacks: Callbacks;
}

type Returned<M extends SupportedMethod> = ReturnType<ApiMethods<Upload>[M]>;

type AnyMessage = Pick<Message, "chat" | "date" | "message_id">;

/** The Bot API's results, where any kind of message will do for "the message of this kind". */
export type Answer<M extends SupportedMethod> =
  Returned<M> extends readonly AnyMessage[]
    ? Message[]
    : Returned<M> extends AnyMessage
      ? Message
      : Returned<M> extends AnyMessage | true
        ? Message | true
        : Returned<M>;

/** Handlers for these methods, typed by the Bot API itself. */
export type Handlers<M extends SupportedMethod> = {
  [Method in M]: (
    context: Context,
    parameters: MethodParameters<Method>,
    /** Aborts when the client hangs up. */
    signal: AbortSignal,
  ) => Answer<Method> | Promise<Answer<Method>>;
};
