// What a letter uses that a mail program does not support, by the tables of caniemail.com: a JSON
// object of features, each with the programs that lack it.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const clients = ["gmail.*", "outlook.*", "orange.*", "laposte.*", "sfr.*"];
const { issues } = caniemail({ clients, html: readFileSync(process.argv[2], "utf-8") });
const lacking = {};
for (const [client, found] of issues.errors) {
  for (const { title } of found) {
    (lacking[title] ??= new Set()).add(client);
  }
}
const sorted = Object.entries(lacking).map(([title, names]) => [title, [...names].sort()]);
console.log(JSON.stringify(Object.fromEntries(sorted.sort())));
