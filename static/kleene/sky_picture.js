// @ts-check

import { STRIDE, colourOf, starSize } from "./sky_stars.js";

const MOST = 5000; // stars of a drawn picture

/**
 * A picture of the sky as it is looked at now, as a file of the reader's.
 * @param {import( "./sky.js" ).Sky} sky @param {string} kind `png` or `svg`
 */
export async function savePicture(sky, kind) {
  const blob = kind === "svg" ? new Blob([drawnSvg(sky)], { type: "image/svg+xml" }) : await painted(sky);
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `cosmos-${new Date().toISOString().slice(0, 10)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {import( "./sky.js" ).Sky} sky @returns {Promise<Blob | null>} */
function painted(sky) {
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [sky.drawn.width, sky.drawn.height];
  const pen = sheet.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = sky.colours.paper;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  sky.paint(); // a canvas of WebGL holds what was drawn in this moment alone
  pen.drawImage(sky.drawn, 0, 0);
  const sharp = sheet.height / sky.view.height;
  pen.font = `${13 * sharp}px ${sky.colours.font}`;
  pen.fillStyle = sky.colours.ink;
  pen.strokeStyle = sky.colours.paper;
  pen.lineWidth = 4 * sharp;
  pen.strokeText(caption(sky), 16 * sharp, sheet.height - 16 * sharp);
  pen.fillText(caption(sky), 16 * sharp, sheet.height - 16 * sharp);
  return new Promise((made) => sheet.toBlob(made, "image/png"));
}

/** @param {import( "./sky.js" ).Sky} sky */
export function drawnSvg(sky) {
  const { stars, view, colours } = sky;
  const out = new Float64Array(3);
  const dots = [];
  for (let number = 0, at = 0; number < stars.count; number += 1, at += STRIDE) {
    view.project(stars.data[at], stars.data[at + 1], stars.data[at + 2], out);
    const isSeen = out[2] > 1 && out[0] > 0 && out[0] < view.width && out[1] > 0 && out[1] < view.height;
    if (!isSeen || stars.data[at + 6] <= 0) continue;
    const radius = Math.max(0.8, (starSize(stars.count) * view.lens * stars.data[at + 6]) / out[2]);
    const colour = colourOf(stars.data, at, colours.isDark);
    const look = stars.data[at + 7] > 0 ? `fill="${colour}"` : `fill="none" stroke="${colour}"`;
    dots.push({ depth: out[2], drawn: `<circle cx="${out[0].toFixed(1)}" cy="${out[1].toFixed(1)}" r="${radius.toFixed(1)}" ${look}/>` });
  }
  const nearest = dots.sort((a, b) => a.depth - b.depth).slice(0, MOST).reverse();
  const [width, height] = [Math.round(view.width), Math.round(view.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="${colours.paper}"/>`,
    ...nearest.map((dot) => dot.drawn),
    `<text x="16" y="${height - 16}" font-family="sans-serif" font-size="13" fill="${colours.ink}">${caption(sky)}</text>`,
    "</svg>",
  ].join("\n");
}

/** @param {import( "./sky.js" ).Sky} sky */
function caption(sky) {
  return `Kleene cosmos, ${new Date().toISOString().slice(0, 10)}: ${sky.stars.count} ${sky.stars.count === 1 ? "star" : "stars"}`;
}
