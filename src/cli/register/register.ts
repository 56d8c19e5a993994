// zegel register: who holds which disc, and what became of it. docs/spec/register.md

import type { Command } from "commander";
import { addChanges } from "./changes.ts";
import { addHead } from "./head.ts";
import { addJourney } from "./journey.ts";
import { addMissing } from "./missing.ts";
import { addNew } from "./new.ts";
import { addPack } from "./pack.ts";
import { addLabels } from "./paper/labels.ts";
import { addLetters } from "./paper/letters.ts";
import { addRecallToAll } from "./recall/recall.ts";
import { addReceipt } from "./receipt/receipt.ts";
import { addRecipients } from "./recipients.ts";
import { addStatus } from "./status.ts";
import { addStock } from "./stock.ts";

export function addRegister(program: Command): void {
  const register = program
    .command("register")
    .description("keep the register of dispatch: who holds which disc, and what became of it");
  addRecipients(register);
  addNew(register);
  addStock(register);
  addPack(register);
  addLabels(register);
  addLetters(register);
  addJourney(register);
  addChanges(register);
  addHead(register);
  addReceipt(register);
  addStatus(register);
  addMissing(register);
  addRecallToAll(register);
}
