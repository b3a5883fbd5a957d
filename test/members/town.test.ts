import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MembersNetwork, startMembersNetwork } from "./network.ts";

let network: MembersNetwork;

beforeAll(async () => {
  network = await startMembersNetwork();
});
afterAll(async () => network[Symbol.asyncDispose]());

describe("the town", () => {
  test("is chosen among up to five when several fit", async () => {
    const person = await network.agreed();
    await person.write("октябрьский р-н");
    const several = await person.sees("Таких мест несколько");
    expect(several.buttons.flat().toSorted()).toEqual([
      "Ничего из этого",
      "Октябрьский округ, Челябинская обл.",
      "Октябрьский район, ХМАО — Югра",
    ]);
    await person.tap(several, "Ничего из этого");
    await person.write("каменск");
    await person.tap(
      await person.sees("Таких мест несколько"),
      "Каменский округ, Свердловская обл.",
    );
    await person.sees("Записали: ");
    expect(await network.profileOf(person)).toMatchObject({ territoryCode: "sverdlovsk.kamensky" });
  });

  test("is asked again, with a list, when no place fits", async () => {
    const person = await network.agreed();
    await person.write("Абракадабрск");
    const answer = await person.sees("Такого места мы не нашли");
    expect(answer.buttons.flat()).toEqual(["Выбрать из списка", "Я из другого региона"]);
    await person.write("Ишим");
    await person.sees("Записали: ");
  });

  test("is found in the list: region, then pages of municipalities", async () => {
    const person = await network.agreed();
    await person.tap(await person.sees("В каком городе"), "Выбрать из списка");
    await person.tap(await person.sees("Выберите свою область"), "Курганская область");
    const first = await person.sees("Страница 1 из 4");
    expect(first.buttons).toHaveLength(10);
    await person.tap(first, "Дальше");
    const second = await person.sees("Страница 2 из 4");
    expect(second.message_id).toBe(first.message_id);
    await person.tap(second, "Назад");
    await person.tap(await person.sees("Страница 1 из 4"), "Альменевский округ");
    await person.sees("Записали: Альменевский муниципальный округ");
    expect(await network.profileOf(person)).toMatchObject({ territoryCode: "kurgan.almenevsky" });
  });

  test("may be typed while the list is shown", async () => {
    const person = await network.agreed();
    await person.tap(await person.sees("В каком городе"), "Выбрать из списка");
    await person.sees("Выберите свою область");
    await person.write("Шадринск");
    await person.sees("Записали: город Шадринск");
  });

  test("a whole region leads to its municipalities", async () => {
    const person = await network.agreed();
    await person.write("Курганская область");
    await person.sees("Курганская область. Выберите свой город");
  });

  test("people from other regions say so", async () => {
    const person = await network.agreed();
    await person.tap(await person.sees("В каком городе"), "Я из другого региона");
    await person.sees("Записали: вы из другого региона");
    expect(await network.profileOf(person)).toMatchObject({
      territoryCode: null,
      outsideRegion: true,
    });
  });

  test("can be changed before the organisation is said", async () => {
    const person = await network.inTown("Ишим");
    await person.tap(await person.sees("Записали: "), "Изменить город");
    await network.sandbox.whenIdle();
    await person.write("Шадринск");
    await person.sees("Записали: город Шадринск");
    expect(await network.profileOf(person)).toMatchObject({ territoryCode: "kurgan.shadrinsk" });
  });

  test("a voice message or a question is kept, and the town is asked again", async () => {
    const person = await network.agreed();
    await person.send({ kind: "voice" });
    await person.sees("это мы сохранили для вашего вопроса");
    await person.write("Подскажите, как нам получить деньги на ремонт клуба");
    await person.sees("это мы сохранили", { after: { message_id: person.messages().length } });
    await person.write("Шадринск");
    await person.sees("Записали: город Шадринск");
    expect(network.kept.get(person.id)).toHaveLength(2);
  });

  test("an album is kept whole and answered once", async () => {
    const person = await network.agreed();
    await person.sendAlbum([{ kind: "photo" }, { kind: "photo" }, { kind: "photo" }]);
    await person.sees("это мы сохранили");
    await network.sandbox.whenIdle();
    const answers = person.messages().filter(({ text }) => text?.includes("это мы сохранили"));
    expect(answers).toHaveLength(1);
    expect(network.kept.get(person.id)).toHaveLength(3);
  });
});
