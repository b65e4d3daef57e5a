// The page of development mode in a real browser: SERVICE_URL says where the service is, BROWSER which browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const complaints = [];
let browser;
let page;

const operation = (id) => page.locator(`[id$="-${id}"]`);

/** Opens an operation, sends what stands there, and returns the status of the answer. */
const send = async (id, parameters = {}) => {
  const block = operation(id);
  await block.locator(".opblock-summary-control").click();
  await block.locator(".try-out__btn").click();
  for (const [name, value] of Object.entries(parameters)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  await block.locator(".execute").click();
  const status = block.locator(".live-responses-table tbody .response-col_status").first();
  await status.waitFor();
  return Number.parseInt(await status.textContent(), 10);
};

before(async () => {
  // In a container of its own there is no sandbox to be had.
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  // What breaks the page's own policy stands in the console, too.
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`not loaded: ${request.url()}`));
  await page.goto(`${process.env.SERVICE_URL}/explorer`);
  await page.locator(".opblock").first().waitFor();
});

after(async () => {
  await browser?.close();
});

test("every operation is there", async () => {
  const description = await (await fetch(`${process.env.SERVICE_URL}/explorer/openapi.yaml`)).text();
  const described = description.match(/^ {6}operationId: /gm).length;

  assert.ok(described > 20);
  assert.equal(await page.locator(".opblock").count(), described);
});

test("a call is created, and found in the list, with the page's own token", async () => {
  await page.locator("#who output", { hasText: "in the tenant" }).waitFor();

  assert.equal(await send("createCall"), 201);
  assert.equal(await send("listCalls"), 200);
  const answer = await operation("listCalls").locator(".live-responses-table").textContent();
  assert.match(answer, /https:\/\/bot\.example\/callbacks/);
});

test("another application may not", async () => {
  // Waited for from before it is asked for: it may come at once.
  const token = page.waitForResponse((response) => response.url().endsWith("/oauth2/v2.0/token"));
  await page.locator("#who select").selectOption("guest");
  await token;

  assert.equal(await send("countCalls"), 403);
});

test("the browser has nothing to complain of", () => {
  // A refusal is told by the browser, too: the one above.
  const unexpected = complaints.filter((complaint) => !complaint.includes("status of 403"));

  assert.deepEqual(unexpected, []);
});
