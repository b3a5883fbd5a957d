import type { Person, PersonProfile, Sandbox } from "../sandbox/index.ts";
import { sees } from "./eyes.ts";

/** Their numbers are fixed, so that a second start finds the same people again. */
const profiles = {
  owner: { id: 710_000_001, first_name: "Елена", last_name: "Шилова" },
  ural: { id: 710_000_002, first_name: "Наталья", last_name: "Белова" },
  uralColleague: { id: 710_000_003, first_name: "Игорь", last_name: "Зайцев" },
  kurganHead: { id: 710_000_004, first_name: "Сергей", last_name: "Кравцов" },
  marina: { id: 710_000_005, first_name: "Марина", last_name: "Котова" },
  sverdlovsk: { id: 710_000_006, first_name: "Андрей", last_name: "Носков" },
  chelyabinsk: { id: 710_000_007, first_name: "Лариса", last_name: "Панова" },
  khmao: { id: 710_000_008, first_name: "Дмитрий", last_name: "Сургучёв" },
  shadrinskHead: { id: 710_000_009, first_name: "Ирина", last_name: "Лебедева" },
  olga: { id: 710_000_010, first_name: "Ольга", last_name: "Смирнова" },
  rustam: { id: 710_000_011, first_name: "Рустам", last_name: "Галиев" },
  valentina: {
    id: 710_000_021,
    first_name: "Валентина",
    last_name: "Петровна",
    phone_number: "79120000021",
  },
  timur: {
    id: 710_000_022,
    first_name: "Тимур",
    last_name: "Ахметов",
    phone_number: "79120000022",
  },
  svetlana: {
    id: 710_000_023,
    first_name: "Светлана",
    last_name: "Морозова",
    phone_number: "79120000023",
  },
} satisfies Record<string, PersonProfile>;

export type Cast = Record<keyof typeof profiles, Person>;

/** Everybody who plays a part in the demo. */
export function gatherCast(sandbox: Sandbox): Cast {
  const people = Object.entries(profiles).map(([part, profile]) => [
    part,
    sandbox.person({ ...profile, language_code: "ru" }),
  ]);
  return Object.fromEntries(people) as Cast;
}

/** Goes through the whole sign-up as a person does. */
export async function signUp(person: Person, town: string, organisation?: string): Promise<void> {
  await person.start();
  await person.tap(await sees(person, "Вы согласны?"), "Согласен");
  await sees(person, "В каком городе");
  await person.write(town);
  const asked = await sees(person, "Из какой вы организации");
  if (organisation === undefined) await person.tap(asked, "Пока без организации");
  else await writeOrganisation(person, asked.buttons.flat(), organisation);
  await sees(person, "всё готово");
}

async function writeOrganisation(person: Person, offered: string[], name: string): Promise<void> {
  const typing = "Вписать название";
  if (offered.includes(typing)) await person.tap(await sees(person, "Из какой вы"), typing);
  await person.write(name);
}
