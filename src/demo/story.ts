import { setTimeout as sleep } from "node:timers/promises";
import type { Group, Person, SandboxMessage } from "../sandbox/index.ts";
import { patienceMs, sees } from "./eyes.ts";
import type { Groups } from "./network.ts";
import type { Cast } from "./people.ts";
import type { Transcript } from "./transcript.ts";
import type { Said } from "./visibility.ts";

export interface StoryDependencies {
  cast: Cast;
  groups: Groups;
  transcript: Transcript;
}

const stepMs = 20;

const words = {
  roof: "Протекает крыша в нашем зале, где собираются ветераны. Где взять деньги на ремонт?",
  talk: "Коллеги, у кого под рукой положение о конкурсе?",
  answer: "Валентина Петровна, есть районный конкурс, до 150 тысяч. Заявки до пятницы.",
  followUp: "А кто поможет заполнить заявку? Я такое никогда не писала.",
  help: "Приходите завтра в 11, заполним вместе. С собой устав и паспорт зала.",
  charter: "Тимур, устав пока не нужен: для гранта до 100 тысяч хватит протокола собрания.",
};

/**
 * Plays the story: two people, two questions, two centers.
 *
 * @returns what was said, with the only chats where it may be seen.
 * @throws Error when something does not arrive in time.
 */
export async function tellStory(deps: StoryDependencies): Promise<Said[]> {
  const { cast, groups } = deps;
  const { valentina, timur } = cast;
  await comeFromShadrinsk(deps, valentina);
  const roofVoice = await askAboutRoof(deps);
  await answerFromShadrinsk(deps);
  await goOnAndClose(deps);
  await comeFromDalmatovo(deps, timur);
  const hallVoice = await askTheRegion(deps);

  const [shadrinsk, kurgan] = [groups.shadrinsk, groups.kurgan];
  const inShadrinsk = [valentina, shadrinsk];
  return [
    { what: "Вопрос Валентины о крыше", words: words.roof, in: inShadrinsk },
    { what: "Её голосовое сообщение", recording: roofVoice, in: inShadrinsk },
    { what: "Разговор коллег в теме вопроса", words: words.talk, in: [shadrinsk] },
    { what: "Ответ Ольги", words: words.answer, in: inShadrinsk },
    { what: "Второй вопрос Валентины", words: words.followUp, in: inShadrinsk },
    { what: "Второй ответ Ольги", words: words.help, in: inShadrinsk },
    { what: "Голосовой вопрос Тимура", recording: hallVoice, in: [timur, kurgan] },
    { what: "Ответ Марины", words: words.charter, in: [timur, kurgan] },
  ];
}

async function comeFromShadrinsk({ transcript }: StoryDependencies, person: Person): Promise<void> {
  transcript.scene("1. Валентина Петровна пришла впервые. Она из совета ветеранов Шадринска");
  await person.start();
  const consent = await sees(person, "Вы согласны?");
  transcript.look();
  await tap(transcript, person, consent, "Согласен");
  await sees(person, "В каком городе");
  transcript.look();
  await person.write("Шадринск");
  await sees(person, "Из какой вы организации");
  transcript.look();
  await person.write("Совет ветеранов Шадринска");
  await sees(person, "всё готово");
  transcript.look();
}

async function comeFromDalmatovo({ transcript }: StoryDependencies, person: Person): Promise<void> {
  transcript.scene("5. Тимур пришёл впервые. Он из Далматова, своего центра там нет");
  await person.start();
  await person.tap(await sees(person, "Вы согласны?"), "Согласен");
  await sees(person, "В каком городе");
  // so far it was as with Valentina
  transcript.skip();
  await person.write("далматово");
  const asked = await sees(person, "Из какой вы организации");
  transcript.look();
  await tap(transcript, person, asked, "Пока без организации");
  await sees(person, "всё готово");
  transcript.look();
}

/** @returns the id of the recording that went with the question. */
async function askAboutRoof({ cast, groups, transcript }: StoryDependencies): Promise<string> {
  const { valentina, olga } = cast;
  transcript.scene("2. Валентина спрашивает: сначала словами, потом голосом");
  await valentina.press("Задать вопрос");
  const kinds = await sees(valentina, "О чём ваш вопрос?");
  transcript.look();
  await tap(transcript, valentina, kinds, "Деньги и гранты");
  await sees(valentina, "Теперь напишите вопрос");
  transcript.look();
  const written = await valentina.write(words.roof);
  await sees(valentina, "Ваш вопрос получит Ресурсный центр НКО города Шадринска", {
    after: written,
  });
  transcript.look();
  const voice = await valentina.send({ kind: "voice", duration: 14 });
  const card = await sees(valentina, "В вопросе 2 сообщения", { after: voice });
  transcript.look();
  await tap(transcript, valentina, card, "Отправить");
  await sees(valentina, /Вопрос № \d+ отправлен/, { after: voice });
  await sees(olga, words.roof, { chat: groups.shadrinsk });
  await voiceArrives(olga, groups.shadrinsk, voice);
  transcript.look();
  return voice.voice?.file_unique_id ?? "";
}

async function answerFromShadrinsk({ cast, groups, transcript }: StoryDependencies) {
  const { valentina, olga } = cast;
  const chat = groups.shadrinsk;
  transcript.scene("3. Центр Шадринска отвечает. Разговор коллег остаётся между ними");
  const card = await sees(olga, words.roof, { chat });
  await tap(transcript, olga, card, "Беру");
  await sees(olga, "в работе", { chat });
  transcript.look();
  const thread = card.message_thread_id;
  await olga.write(words.talk, { chat, ...(thread === undefined ? {} : { thread }) });
  const answer = await olga.write(words.answer, { chat, replyTo: card });
  await sees(valentina, words.answer);
  await receiptArrives(olga, chat, answer);
  transcript.look();
}

async function goOnAndClose({ cast, groups, transcript }: StoryDependencies): Promise<void> {
  const { valentina, olga } = cast;
  const chat = groups.shadrinsk;
  transcript.scene("4. Валентина спрашивает ещё и закрывает вопрос");
  const received = await sees(valentina, words.answer);
  await valentina.write(words.followUp, { replyTo: received });
  const copy = await sees(olga, words.followUp, { chat });
  transcript.look();
  const answer = await olga.write(words.help, { chat, replyTo: copy });
  const last = await sees(valentina, words.help);
  await receiptArrives(olga, chat, answer);
  transcript.look();
  await tap(transcript, valentina, last, "Спасибо, помогло");
  await sees(valentina, "закрыт");
  await sees(olga, /Автор закрыл вопрос № \d+: помогло/, { chat });
  await sees(olga, /Вопрос № \d+ · закрыт/, { chat });
  transcript.look();
}

/** @returns the id of the recording that was the question. */
async function askTheRegion({ cast, groups, transcript }: StoryDependencies): Promise<string> {
  const { timur, marina } = cast;
  const chat = groups.kurgan;
  transcript.scene("6. Тимур просто говорит вопрос голосом. Его получает центр области");
  const voice = await timur.send({ kind: "voice", duration: 21 });
  const kinds = await sees(timur, "О чём оно?", { after: voice });
  transcript.look();
  await tap(transcript, timur, kinds, "Консультация");
  const draft = await sees(timur, "Ваш вопрос получит Ресурсный центр НКО Курганской области", {
    after: voice,
  });
  transcript.look();
  await tap(transcript, timur, draft, "Отправить");
  await sees(timur, /Вопрос № \d+ отправлен/, { after: voice });
  const card = await sees(marina, "Далматовский", { chat });
  await voiceArrives(marina, chat, voice);
  transcript.look();

  const answer = await marina.write(words.charter, { chat, replyTo: card });
  await sees(timur, words.charter);
  await receiptArrives(marina, chat, answer);
  transcript.look();
  return voice.voice?.file_unique_id ?? "";
}

async function tap(
  transcript: Transcript,
  person: Person,
  message: SandboxMessage,
  button: string,
): Promise<void> {
  transcript.pressed(person, message, button);
  await person.tap(message, button);
}

/** 👌 under a colleague's answer: Telegram took it. */
function receiptArrives(person: Person, chat: Group, { message_id }: SandboxMessage) {
  return comes(person, chat, `👌 под ответом (${person.first_name})`, (message) =>
    message.message_id === message_id
      ? message.reactions.some(({ emoji }) => emoji === "👌")
      : false,
  );
}

function voiceArrives(person: Person, chat: Group, { voice }: SandboxMessage) {
  return comes(person, chat, "голосовое сообщение", (message) =>
    voice === undefined ? false : message.voice?.file_unique_id === voice.file_unique_id,
  );
}

/** Waits for what no text tells. */
async function comes(
  person: Person,
  chat: Group,
  what: string,
  isIt: (message: SandboxMessage) => boolean,
): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    if (person.messages({ chat }).some(isIt)) return;
    await sleep(stepMs);
  }
  throw new Error(`В группе «${chat.title}» не появилось: ${what}.`);
}
