// @ts-check

import { STRIDE, colourOf, starSize } from "./sky_stars.js";

/**
 * Draws all stars on a plain canvas, where there is no WebGL2.
 * @param {HTMLCanvasElement} canvas
 */
export function canvasPainter(canvas) {
  const pen = canvas.getContext("2d");
  const out = new Float64Array(3);

  /**
   * @param {import( "./sky_stars.js" ).Stars} stars
   * @param {import( "./sky_view.js" ).View} view
   * @param {{ dark: boolean, dimmed: boolean }} how
   */
  function paint(stars, view, how) {
    if (!pen) return;
    const sharp = canvas.height / view.height;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    const unit = starSize(stars.count) * view.lens;
    for (let number = 0, at = 0; number < stars.count; number += 1, at += STRIDE) {
      const size = stars.data[at + 6];
      view.project(stars.data[at], stars.data[at + 1], stars.data[at + 2], out);
      if (size <= 0 || out[2] < 1) continue;
      const radius = Math.max(1, Math.min(18, (unit * size) / out[2]));
      pen.globalAlpha = how.dimmed && stars.data[at + 7] < 2 ? 0.16 : Math.max(0.3, Math.min(1, 1.25 - (0.5 * out[2]) / view.distance));
      dot(pen, out[0], out[1], radius, colourOf(stars.data, at, how.dark), stars.data[at + 7] > 0);
    }
    stars.isStale = false;
  }
  return { name: "canvas", paint };
}

/**
 * @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius
 * @param {string} colour @param {boolean} isFilled
 */
function dot(pen, x, y, radius, colour, isFilled) {
  pen.fillStyle = pen.strokeStyle = colour;
  if (radius < 1.6) return pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (isFilled) pen.fill();
  else pen.stroke();
}
