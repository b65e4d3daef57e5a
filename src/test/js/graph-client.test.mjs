// The official Microsoft Graph client for JavaScript against a running service: SERVICE_URL and ACCESS_TOKEN say which.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import graph from "@microsoft/microsoft-graph-client";

const { BatchRequestContent, BatchResponseContent, Client, PageIterator } = graph;
const PLAY_PROMPT = "#microsoft.graph.playPromptOperation";

const client = Client.init({
  baseUrl: process.env.SERVICE_URL + "/",
  defaultVersion: "v1.0",
  customHosts: new Set(["localhost"]),
  authProvider: (done) => done(null, process.env.ACCESS_TOKEN),
});

let call;
const create = (body) => client.api(`/communications/calls/${call.id}/operations`).post(body);
const operation = (id) => client.api(`/communications/calls/${call.id}/operations/${id}`);
const refusal = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("the request was not refused");
};

before(async () => {
  call = await client.api("/communications/calls").post({ callbackUri: "https://bot.example/cb" });
});

test("creates and reads a call", async () => {
  const read = await client.api(`/communications/calls/${call.id}`).get();
  assert.equal(read.id, call.id);
  assert.equal(read.state, "establishing");
});

test("creates, reads and lists operations", async () => {
  const created = await create({ "@odata.type": PLAY_PROMPT, clientContext: "ctx-1" });
  assert.equal(created.status, "NotStarted");
  assert.deepEqual((await operation(created.id).get()).clientContext, "ctx-1");
  const list = await client.api(`/communications/calls/${call.id}/operations`).get();
  assert.ok(list.value.some((listed) => listed.id === created.id));
});

test("patch sets, clears and merges", async () => {
  const { id } = await create({ "@odata.type": PLAY_PROMPT, clientContext: "ctx-1" });
  const running = await operation(id).patch({ status: "Running", resultInfo: { code: 100, message: "playing" } });
  assert.equal(running.status, "Running");
  assert.equal(running.resultInfo.subcode, 0);
  const done = await operation(id).patch({ status: "Completed", clientContext: null, resultInfo: { code: 200 } });
  assert.equal(done.status, "Completed");
  assert.equal(done.clientContext, null);
  assert.equal(done.resultInfo.message, "playing");
  assert.equal(done["@odata.type"], PLAY_PROMPT);
});

test("conflict, missing operation and stale ETag are errors with a code", async () => {
  const created = await create({ "@odata.type": PLAY_PROMPT });
  await operation(created.id).patch({ status: "Completed" });
  const conflict = await refusal(operation(created.id).patch({ status: "Running" }));
  assert.equal(conflict.statusCode, 409);
  assert.equal(conflict.code, "conflict");
  const stale = await refusal(
    operation(created.id).header("If-Match", created["@odata.etag"]).patch({ status: "Completed" }),
  );
  assert.equal(stale.statusCode, 412);
  const missing = await refusal(operation("00000000-0000-0000-0000-000000000000").get());
  assert.equal(missing.statusCode, 404);
  assert.equal(missing.code, "notFound");
});

test("delete removes the operation", async () => {
  const { id } = await create({ "@odata.type": PLAY_PROMPT });
  await operation(id).delete();
  assert.equal((await refusal(operation(id).get())).statusCode, 404);
});

test("page iterator sees every operation once", async () => {
  const own = await client.api("/communications/calls").post({ callbackUri: "https://bot.example/cb" });
  const path = `/communications/calls/${own.id}/operations`;
  const created = [];
  for (let i = 0; i < 105; i++) {
    created.push((await client.api(path).post({ "@odata.type": PLAY_PROMPT })).id);
  }
  const seen = [];
  const iterator = new PageIterator(client, await client.api(path).get(), (item) => {
    seen.push(item.id);
    return true;
  });
  await iterator.iterate();
  assert.deepEqual(seen, created);
});

test("batch is answered, in order and each by itself", async () => {
  const { id } = await create({ "@odata.type": PLAY_PROMPT });
  const url = (operationId) => `/communications/calls/${call.id}/operations/${operationId}`;
  const json = { "Content-Type": "application/json" };
  const patch = new Request(`https://localhost/v1.0${url(id)}`, {
    method: "PATCH",
    headers: json,
    body: JSON.stringify({ status: "Running" }),
  });
  const read = new Request(`https://localhost/v1.0${url(id)}`);
  const missing = new Request(`https://localhost/v1.0${url("none")}`);
  const content = new BatchRequestContent([
    { id: "1", request: patch },
    { id: "2", request: read, dependsOn: ["1"] },
    { id: "3", request: missing, dependsOn: ["2"] },
    { id: "4", request: missing.clone(), dependsOn: ["3"] },
  ]);
  const answer = new BatchResponseContent(await client.api("/$batch").post(await content.getContent()));
  assert.equal((await answer.getResponseById("2").json()).status, "Running");
  assert.equal(answer.getResponseById("2").headers.get("content-type").split(";")[0], "application/json");
  assert.equal(answer.getResponseById("3").status, 404);
  assert.equal(answer.getResponseById("4").status, 424);
  assert.equal((await answer.getResponseById("4").json()).error.code, "failedDependency");
});
