import type { HowToWrite, MediaItem, Person, SandboxMessage, Sendable } from "../contract.ts";
import type { Upload } from "../multipart.ts";
import { tap } from "../people/pressing.ts";
import { membership } from "../people/stage.ts";
import type { Stage } from "../people/stage.ts";
import type { Action, ActResult, CallbackAnswerView } from "../protocol.ts";
import { hasRight } from "../rights.ts";
import { setTopicClosed } from "../topics.ts";
import { chatOf } from "../world.ts";

/** Who can act. */
export interface Actors {
  stage: Stage;
  person(id: number): Person;
  groupHandle(id: number): Parameters<Person["openLink"]>[1];
}

type Done = Extract<ActResult, { ok: true }>;

/**
 * Does what somebody did on the page.
 *
 * @param files the files that came with it, in order.
 * @throws Error with a sentence for the page when it cannot be done.
 */
export async function act(actors: Actors, action: Action, files: Upload[]): Promise<Done> {
  if (action.do === "advance_clock") {
    actors.stage.world.clock.advance(action.milliseconds);
    return { ok: true };
  }
  const person = actors.person(action.person);
  switch (action.do) {
    case "start":
      return made(await person.start(action.payload));
    case "block":
      await person.block();
      return { ok: true };
    case "unblock":
      await person.unblock();
      return { ok: true };
    case "write":
      return made(await person.write(action.text, whereOf(action)));
    case "send":
      return made(await person.send(itemOf(action, files), whereOf(action)));
    case "album":
      return made(await sendAlbum(person, action, files));
    case "press":
      return made(await person.press(action.text, { chat: action.chat }));
    case "tap":
      return await tapped(actors, action);
    case "open_link": {
      const group = action.group === undefined ? undefined : actors.groupHandle(action.group);
      return made(await person.openLink(action.url, group));
    }
    case "close_topic":
    case "reopen_topic":
      changeTopic(actors.stage, action);
      return { ok: true };
    default:
      return await onMessage(actors, person, action);
  }
}

type OnMessage = Extract<Action, { do: "forward" | "edit" | "react" | "delete" | "pin" | "unpin" }>;

async function onMessage(actors: Actors, person: Person, action: OnMessage): Promise<Done> {
  const chat = action.do === "forward" ? action.fromChat : action.chat;
  const message = person.messages({ chat }).find(({ message_id }) => message_id === action.message);
  if (!message) throw new Error("This message is not there any more.");
  switch (action.do) {
    case "forward":
      return made(await person.forward(message, whereOf(action)));
    case "edit":
      return made(await person.edit(message, action.text));
    case "react":
      await person.react(message, action.emoji);
      return { ok: true };
    case "delete":
      await person.delete(message);
      return { ok: true };
    case "pin":
      await person.pin(message);
      return { ok: true };
    case "unpin":
      await person.unpin(message);
      return { ok: true };
  }
}

function made(message: SandboxMessage | undefined): Done {
  if (!message) return { ok: true };
  return { ok: true, message: { chat: message.chat.id, id: message.message_id } };
}

function whereOf(place: {
  chat: number;
  thread?: number | null;
  replyTo?: number;
  quote?: string;
}): HowToWrite {
  return {
    chat: place.chat,
    ...(place.thread !== undefined && place.thread !== null && { thread: place.thread }),
    ...(place.replyTo !== undefined && { replyTo: { message_id: place.replyTo } }),
    ...(place.quote !== undefined && { quote: place.quote }),
  };
}

function itemOf(action: Extract<Action, { do: "send" }>, files: Upload[]): Sendable {
  const { kind, latitude, longitude, phone, name } = action;
  if (kind === "location") {
    return {
      kind,
      ...(latitude !== undefined && { latitude }),
      ...(longitude !== undefined && { longitude }),
    };
  }
  if (kind === "contact") {
    return {
      kind,
      ...(phone !== undefined && { phone_number: phone }),
      ...(name !== undefined && { first_name: name }),
    };
  }
  const { caption, duration, width, height } = action;
  return {
    kind,
    ...fileOf(files[0]),
    ...(caption !== undefined && caption !== "" && { caption }),
    ...(duration !== undefined && { duration: Math.round(duration) }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}

function fileOf(upload: Upload | undefined): Pick<MediaItem, "file" | "fileName" | "mimeType"> {
  if (!upload) return {};
  const { bytes, fileName, mimeType } = upload;
  return { file: bytes, fileName, ...(mimeType !== undefined && { mimeType }) };
}

async function sendAlbum(
  person: Person,
  action: Extract<Action, { do: "album" }>,
  files: Upload[],
): Promise<SandboxMessage | undefined> {
  if (files.length !== action.kinds.length || files.length < 2 || files.length > 10) {
    throw new Error("An album has 2 to 10 files, and one kind for each.");
  }
  const items = action.kinds.map((kind, index): MediaItem => ({ kind, ...fileOf(files[index]) }));
  const { caption } = action;
  const how = { ...whereOf(action), ...(caption !== undefined && caption !== "" && { caption }) };
  const [first] = await person.sendAlbum(items, how);
  return first;
}

async function tapped({ stage }: Actors, action: Extract<Action, { do: "tap" }>): Promise<Done> {
  const { person, chat, message, row, column } = action;
  const pressed = { chat: { id: chat }, message_id: message };
  const { answer } = await tap(stage, person, pressed, { row, column });
  if (!answer) return { ok: true };
  const view: CallbackAnswerView = {
    text: answer.text ?? "",
    isAlert: answer.show_alert ?? false,
    ...(answer.url !== undefined && { url: answer.url }),
  };
  return { ok: true, answer: view };
}

function changeTopic(
  { world, updates }: Stage,
  action: Extract<Action, { do: "close_topic" | "reopen_topic" }>,
): void {
  const chat = chatOf(world, action.chat);
  const topic = chat.topics.get(action.thread);
  if (!topic) throw new Error("This topic is not there any more.");
  if (!hasRight(membership(chat, action.person), "can_manage_topics")) {
    throw new Error("Only administrators who manage topics may do this.");
  }
  const change = { world, updates, chat, by: action.person };
  setTopicClosed(change, topic, action.do === "close_topic");
}
