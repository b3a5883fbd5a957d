import { expect, test } from "vitest";
import { startNetwork, type Workplace } from "../support/network.ts";

test.each<Workplace>(["topics", "plain group", "private chat"])(
  "a question reaches its center, and the answer comes back, in a %s",
  async (workplace) => {
    await using network = await startNetwork();
    const { coordinator, group } = await network.staff("shadrinsk", workplace);
    const valentina = await network.member("Валентина", "Шадринск");

    const number = await network.ask(valentina, "Где взять деньги на ремонт крыши?");
    const chat = group ?? coordinator;
    const card = await coordinator.sees(`Вопрос № ${number}`, { chat });
    expect(card.text).toContain("Где взять деньги на ремонт крыши?");

    const answer = await coordinator.write("Есть конкурс, заявки до 1 декабря.", {
      chat,
      replyTo: card,
    });
    const received = await valentina.sees("Есть конкурс");
    expect(received.text).toContain(`Ответ на вопрос № ${number}`);
    await expect
      .poll(
        () =>
          coordinator.messages({ chat }).find(({ message_id }) => message_id === answer.message_id)
            ?.reactions,
      )
      .toEqual([expect.objectContaining({ emoji: "👌" })]);

    const more = await valentina.write("А кто поможет с заявкой?", { replyTo: received });
    await valentina.sees(`Добавили к вопросу № ${number}`, { after: more });
    const copy = await coordinator.sees("А кто поможет с заявкой?", { chat });
    await coordinator.write("Приходите в центр, поможем.", { chat, replyTo: copy });
    const second = await valentina.sees("Приходите в центр");
    await valentina.tap(second, "Спасибо, помогло");
    await valentina.sees(`Вопрос № ${number} закрыт`);
    await coordinator.sees("помогло", { chat });
  },
);
