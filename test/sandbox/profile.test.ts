import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

test("commands are offered by the narrowest scope and the person's language", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна", language_code: "ru" });
  const john = sandbox.person({ first_name: "John", language_code: "en" });
  const group = sandbox.group({ title: "Центр", owner: anna, members: [john] });
  const command = (name: string) => [{ command: name, description: name }];
  await api.setMyCommands(command("start"));
  await api.setMyCommands(command("menu"), { scope: { type: "all_private_chats" } });
  await api.setMyCommands(command("menu_en"), {
    scope: { type: "all_private_chats" },
    language_code: "en",
  });
  await api.setMyCommands(command("admin"), { scope: { type: "all_chat_administrators" } });
  expect(anna.commands()).toEqual(["menu"]);
  expect(john.commands()).toEqual(["menu_en"]);
  expect(anna.commands(group)).toEqual(["admin"]);
  expect(john.commands(group)).toEqual(["start"]);
  await api.deleteMyCommands({ scope: { type: "all_private_chats" } });
  expect(anna.commands()).toEqual(["start"]);
  expect(await refusal(api.setMyCommands(command("Меню")))).toContain("sandbox: commands");
});

test("name, descriptions and the menu button are kept by language", async () => {
  const { api } = await openStage();
  await api.setMyDescription("Описание");
  await api.setMyDescription("Description", { language_code: "en" });
  await api.setMyShortDescription("Кратко");
  await api.setMyName("Центр");
  expect(await api.getMyDescription({ language_code: "en" })).toEqual({
    description: "Description",
  });
  expect(await api.getMyDescription()).toEqual({ description: "Описание" });
  expect(await api.getMyShortDescription()).toEqual({ short_description: "Кратко" });
  expect(await api.getMyName()).toEqual({ name: "Центр" });
  await api.setChatMenuButton({ menu_button: { type: "commands" } });
  expect(await api.getChatMenuButton()).toEqual({ type: "commands" });
  expect(await refusal(api.setMyShortDescription("я".repeat(121)))).toContain("at most 120");
});
