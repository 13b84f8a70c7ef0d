// Opens the mock's page as people do: wide and narrow, light and dark, by keyboard alone.
//
// node check.mjs CHROMIUM URL [DIRECTORY FOR SCREENSHOTS]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { contrast, fits, names, targets } from "./judge.mjs";

const [executablePath, url, shots] = process.argv.slice(2);
const SIZES = [["wide", 1440, 900], ["middle", 820, 1100], ["narrow", 360, 780]];
const problems = [];
let checks = 0;

function check(holds, problem) {
  checks += 1;
  if (!holds) problems.push(problem);
}

/** Holds now or soon: a page takes up what happens when it comes to it. */
async function eventually(page, holds, problem, argument) {
  const found = page.waitForFunction(holds, argument, { timeout: 5000 });
  check(await found.then(() => true, () => false), problem);
}

const isFocused = (id) => document.activeElement.id === id;

function all(found, where) {
  checks += 1;
  problems.push(...found.map((problem) => `${where}: ${problem}`));
}

/** The element that has the keyboard, in a few words. */
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement;
  return one.id || one.getAttribute("href") || one.textContent.trim().slice(0, 40) || one.tagName;
});

/** Presses Tab until the keyboard is at an element. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      check(outline !== "none", `${selector}: nobody sees that the keyboard is there`);
      return;
    }
  }
  throw new Error(`Tab never comes to ${selector}; it is at ${await focused(page)}`);
}

async function open(browser, size, colorScheme) {
  const [name, width, height] = size;
  const page = await browser.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  page.on("pageerror", (error) => problems.push(`${name}: ${error}`));
  page.on("request", (request) => {
    check(request.url().startsWith(url), `${name}: loads ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector("#operation h2");
  return page;
}

/** Every operation, as it looks at one size. */
async function look(browser, size, scheme) {
  const page = await open(browser, size, scheme);
  const keys = await page.$$eval("nav a", (links) => links.map((link) => link.getAttribute("href")));
  check(keys.length === 9, `${keys.length} operations are listed`);
  for (const key of keys) {
    await page.goto(url + "/" + key);
    await page.waitForSelector(`nav a[href="${key}"][aria-current]`, { state: "attached" });
    await page.click("#send");
    await page.waitForSelector("#answer h3");
    for (const details of await page.$$("main details")) await details.evaluate((one) => { one.open = true; });
    const where = `${size[0]}, ${scheme}, ${key}`;
    all(await page.evaluate(fits), where);
    all(await page.evaluate(contrast), where);
    all(await page.evaluate(names), where);
    if (size[0] === "narrow") all(await page.evaluate(targets), where);
  }
  if (shots) await page.screenshot({ path: join(shots, `${size[0]}-${scheme}.png`), fullPage: true });
  await page.close();
}

/** From the first Tab to an answer and to why it is the one, without a mouse. */
async function byKeyboard(browser) {
  const page = await open(browser, SIZES[0], "light");
  await page.keyboard.press("Tab");
  check(await focused(page) === "#operation", "the first Tab leads to the link that skips the list");
  await tabTo(page, "#filter");
  await page.keyboard.type("listrules");
  await eventually(page, () => document.querySelectorAll("nav a").length === 1, "the filter leaves one operation");
  await tabTo(page, "nav a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#operation h2")?.textContent === "Querying Rules");
  await eventually(page, isFocused, "who chose an operation is where it begins", "operation");
  const input = (name) => page.locator(".field", { has: page.locator(`code:text-is("${name}")`) }).locator("input");
  const limit = `#${await input("limit").getAttribute("id")}`;
  await tabTo(page, limit);
  await page.keyboard.type("1000000");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer.bad");
  const refused = await page.textContent("#answer");
  check(refused.includes("400") && refused.includes("ListRules.query.limit.max"), `refused with: ${refused}`);
  await eventually(page, isFocused, "the keyboard stays where it was", limit.slice(1));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer.good");
  check((await page.textContent("#answer")).includes("702244"), "a good request gets the documented example");
  await tabTo(page, "#demand");
  await page.keyboard.type("404");
  await tabTo(page, "#curl, main summary");
  await page.keyboard.press("Enter");
  await eventually(page, () => document.querySelector("#curl").textContent.includes("X-Mock-Answer: 404"), "curl is told what the form says");
  await page.waitForSelector("#requests li:nth-child(2) summary");
  await tabTo(page, "#requests li:nth-child(2) summary");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#requests li:nth-child(2) details[open]");
  const why = await page.textContent("#requests li:nth-child(2) details[open]");
  check(why.includes("ListRules.query.limit.max"), `the reasons are there: ${why}`);
  // Others send requests meanwhile: the list is made anew.
  await page.evaluate(() => fetch("/nowhere"));
  await page.waitForFunction(() => document.querySelector("#requests").textContent.includes("/nowhere"));
  await eventually(page, () => document.querySelectorAll("#requests details[open]").length === 1, "what was open stays open");
  await eventually(page, () => document.activeElement.closest("details[open]") !== null, "and has the keyboard");
  await page.close();
}

/** What a session creates can be deleted, with what the form proposes. */
async function session(browser) {
  const page = await open(browser, SIZES[2], "light");
  const send = async (key, kind) => {
    await page.goto(`${url}/#${key}`);
    await page.waitForFunction((wanted) => document.title.startsWith(wanted), key.split(".").at(-1));
    await page.click("#send");
    await page.waitForSelector("#answer h3");
    await eventually(page, (wanted) => document.querySelector("#answer").className === wanted, `${key} is ${kind}`, kind);
  };
  await page.evaluate(() => fetch("/_mock/reset", { method: "POST" }));
  await send("sdp.DeleteDatasource", "bad");
  await send("sdp.AddDatasource", "good");
  await send("sdp.EditDatasource", "good");
  await send("sdp.DeleteDatasource", "good");
  const isClosed = () => !document.getElementById("menu").open;
  await eventually(page, isClosed, "the list is closed where it is narrow");
  await page.click("#menu summary");
  await page.click("nav a >> nth=0");
  await eventually(page, isClosed, "and closes once one is chosen");
  await page.close();
}

const profile = await mkdtemp(join(tmpdir(), "mock-page-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
browser.setDefaultTimeout(20000);
try {
  for (const size of SIZES) for (const scheme of ["light", "dark"]) await look(browser, size, scheme);
  await byKeyboard(browser);
  await session(browser);
} catch (error) {
  problems.push(String(error));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(`${checks} checks, ${problems.length} problems`);
process.exit(problems.length === 0 && checks > 300 ? 0 : 1);
