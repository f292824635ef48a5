// What the page knows, and what changes it.

import { batch, computed, effect, signal } from "@preact/signals";
import { Api, Refused } from "./api.ts";
import { open } from "./session.ts";
import type { Answer, Draft, Form, Node, Preview, Problem, Request, TreeNode, Workspace } from "./types.ts";

export const opened = open();
export const api = opened.session === null ? null : new Api(opened.session);

export type View = "requests" | "inspect";
export const view = signal<View>(opened.shared === null ? "requests" : "inspect");
export const workspace = signal<Workspace | null>(null);
export const selected = signal<string | null>(null);
export const node = signal<Node | null>(null);
export const drafts = signal<{ [id: string]: Draft }>({});
export const preview = signal<Preview | null>(null);
export const answer = signal<Answer | null>(null);
export const sending = signal(false);
/** Something that concerns no field. */
export const trouble = signal<Problem | null>(null);
/** The file's new revision, if somebody else changed it. */
export const changedOnDisk = signal<string | null>(null);
/** A word on what was just done. */
export const toast = signal<string | null>(null);
/** Seconds since 1970, for what ticks. */
export const now = signal(seconds());

/** The node as it would be saved. */
export const current = computed<Draft | null>(() => {
  const saved = node.value;
  if (saved === null) return null;
  return drafts.value[saved.id] ?? draftOf(saved);
});
export const isDirty = computed(() => {
  const saved = node.value;
  return saved !== null && drafts.value[saved.id] !== undefined;
});
export const isAnyDirty = computed(() => Object.keys(drafts.value).length > 0);
/** What is not saved and decides: the node's own, or that of the nearest folder around it. */
const deciding = computed<(Draft & { id: string }) | undefined>(() => {
  const drafted = [...path.value].reverse().find(({ id }) => drafts.value[id] !== undefined);
  const draft = drafted && drafts.value[drafted.id];
  return drafted && draft && { id: drafted.id, ...draft };
});
export const path = computed<TreeNode[]>(() => {
  const id = selected.value;
  return id === null ? [] : (find(workspace.value?.tree ?? [], id) ?? []);
});

export async function start(): Promise<void> {
  setInterval(() => (now.value = seconds()), 1000);
  if (api === null) return;
  await reload();
  const first = workspace.value && firstRequest(workspace.value.tree);
  if (first && selected.value === null) await select(first.id);
  void watch();
}

/** Reads the file again; what is not saved stays. */
export async function reload(): Promise<void> {
  await attempt(async () => {
    workspace.value = await api!.workspace();
    changedOnDisk.value = null;
    if (selected.value !== null) node.value = await api!.node(selected.value);
  });
}

export async function discard(): Promise<void> {
  drafts.value = {};
  await reload();
}

export async function select(id: string): Promise<void> {
  batch(() => {
    view.value = "requests";
    if (selected.value !== id) {
      // What is shown is of another node.
      preview.value = null;
      answer.value = null;
    }
    selected.value = id;
  });
  await attempt(async () => {
    const found = await api!.node(id);
    if (selected.value === id) node.value = found;
  });
}

/** Changes the node; changing it back leaves nothing to save. */
export function change(changed: Partial<Draft>): void {
  const [saved, before] = [node.value, current.value];
  if (saved === null || before === null) return;
  const draft = { ...before, ...changed };
  const { [saved.id]: _, ...others } = drafts.value;
  const same = JSON.stringify(draft) === JSON.stringify(draftOf(saved));
  drafts.value = same ? others : { ...others, [saved.id]: draft };
}

export function changeRequest(changed: Partial<Request>): void {
  const request = current.value?.request;
  if (request) change({ request: { ...request, ...changed } });
}

/** Sets members of the form; those that are undefined go. */
export function changeForm(changed: { [name: string]: Form[string] | undefined }): void {
  const form: Form = { ...current.value?.form };
  for (const [name, value] of Object.entries(changed)) {
    if (value === undefined) delete form[name];
    else form[name] = value;
  }
  change({ form });
}

export async function save(): Promise<void> {
  const [saved, draft, revision] = [node.value, current.value, workspace.value?.revision];
  if (!saved || !draft || !revision || !isDirty.value) return;
  await attempt(async () => {
    try {
      await api!.save({ id: saved.id, revision, ...draft });
    } catch (error) {
      if (error instanceof Refused && error.status === 409) {
        changedOnDisk.value = "";
        return;
      }
      throw error;
    }
    const { [saved.id]: _, ...others } = drafts.value;
    drafts.value = others;
    await reload();
    say(`Saved to ${workspace.value?.file ?? "the file"}`);
  });
}

let flight: AbortController | null = null;

export async function send(): Promise<void> {
  const id = selected.value;
  if (id === null || path.value.at(-1)?.kind !== "request") return;
  flight?.abort();
  const own = (flight = new AbortController());
  batch(() => {
    sending.value = true;
    answer.value = null;
  });
  await attempt(async () => {
    try {
      answer.value = await api!.send(id, deciding.value, own.signal);
    } catch (error) {
      if (!own.signal.aborted) throw error;
    }
  });
  if (flight === own) sending.value = false;
}

export function cancel(): void {
  flight?.abort();
  sending.value = false;
}

export async function copy(text: string, what: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(`${what} copied`);
}

export async function copyCurl(): Promise<void> {
  const id = selected.value;
  if (id === null) return;
  await attempt(async () => {
    const { command } = await api!.curl(id, deciding.value);
    await copy(command, "curl command");
  });
}

let quiet: ReturnType<typeof setTimeout> | undefined;

export function say(word: string): void {
  toast.value = word;
  clearTimeout(quiet);
  quiet = setTimeout(() => (toast.value = null), 2500);
}

/** What would be sent now, shortly after each change. */
effect(() => {
  const [id, draft, kind] = [selected.value, current.value, node.value?.kind];
  if (api === null || id === null || draft === null || kind === undefined) return;
  const own = new AbortController();
  const timer = setTimeout(() => void refresh(id, own), preview.peek() === null ? 0 : DEBOUNCE);
  return () => {
    clearTimeout(timer);
    own.abort();
  };
});

async function refresh(id: string, own: AbortController): Promise<void> {
  try {
    const fresh = await api!.preview(id, deciding.peek(), own.signal);
    batch(() => {
      preview.value = fresh;
      trouble.value = null;
      now.value = seconds();
    });
  } catch (error) {
    if (own.signal.aborted) return;
    if (error instanceof Refused) {
      preview.value = failed(error.problem);
      trouble.value = error.problem.field ? null : error.problem;
    } else throw error;
  }
}

/** No token, and why. */
function failed(problem: Problem): Preview {
  return {
    auth: { from: null }, key: null, token: null, place: null, headerLine: null, url: "",
    decoded: null, signature: null, warnings: [], problem,
  };
}

/** Waits for the file to change. */
async function watch(): Promise<never> {
  for (;;) {
    const revision = workspace.value?.revision ?? "";
    try {
      const changed = await api!.changes(revision, AbortSignal.timeout(40_000));
      const known = workspace.value?.revision;
      if (changed.revision && changed.revision !== known && known === revision) {
        if (isAnyDirty.value) changedOnDisk.value = changed.revision;
        else await reload();
        // Until somebody decides, the same answer would come at once.
        while (changedOnDisk.value !== null) await sleep(500);
      }
    } catch {
      await sleep(2000);
    }
  }
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    trouble.value = error instanceof Refused ? error.problem : { code: "PAGE", message: String(error) };
  }
}

function draftOf(saved: Node): Draft {
  const { request, authenticationType, form } = saved;
  return { ...(request && { request }), authenticationType, form };
}

function find(nodes: TreeNode[], id: string): TreeNode[] | null {
  for (const found of nodes) {
    if (found.id === id) return [found];
    const below = find(found.children, id);
    if (below) return [found, ...below];
  }
  return null;
}

function firstRequest(nodes: TreeNode[]): TreeNode | null {
  for (const found of nodes) {
    if (found.kind === "request") return found;
    const below = firstRequest(found.children);
    if (below) return below;
  }
  return null;
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const DEBOUNCE = 120;
