// @ts-check

import { STRIDE, starSize } from "./sky_stars.js";

const VERTEX = `#version 300 es
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 colour;
layout(location = 2) in vec2 look;
uniform mat3 turn;
uniform vec3 target;
uniform vec3 lens;
uniform float unit;
uniform float dimmed;
uniform float dark;
out vec3 tint;
out float strength;
out float filled;
void main() {
  vec3 seen = turn * (place - target);
  float depth = lens.z - seen.z;
  if (depth < 1.0 || look.x <= 0.0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    return;
  }
  gl_Position = vec4(seen.xy * lens.xy / depth, 0.0, 1.0);
  gl_PointSize = clamp(unit * look.x / depth, 3.0, 64.0);
  tint = mix(colour, mix(colour, vec3(1.0), 0.18) * 1.25, dark);
  strength = clamp(1.25 - 0.5 * depth / lens.z, 0.3, 1.0) * (dimmed > 0.5 && look.y < 1.5 ? 0.16 : 1.0);
  filled = min(look.y, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
in vec3 tint;
in float strength;
in float filled;
uniform float dark;
out vec4 drawn;
void main() {
  float off = length(gl_PointCoord * 2.0 - 1.0);
  if (off > 1.0) discard;
  float edge = mix(0.42, 0.34, dark);
  float core = 1.0 - smoothstep(edge - 0.06, edge + 0.04, off);
  float ring = core * smoothstep(edge - 0.2, edge - 0.1, off);
  float halo = (1.0 - off) * (1.0 - off) * mix(0.26, 0.7, dark);
  float alpha = strength * max(mix(ring, core, filled), halo * mix(0.5, 1.0, filled));
  vec3 lit = mix(tint, vec3(1.0), dark * core * filled * 0.55 * max(0.0, 1.0 - off / edge));
  drawn = vec4(min(lit, 1.0) * alpha, alpha);
}`;

/**
 * Draws all stars by one call; null where the browser has no WebGL2.
 * @param {HTMLCanvasElement} canvas
 */
export function webglPainter(canvas) {
  const gl = canvas.getContext("webgl2", { alpha: true, antialias: false, depth: false, powerPreference: "low-power" });
  if (!gl) return null;
  let program = prepared(gl);
  let room = 0;
  let isLost = false;
  canvas.addEventListener("webglcontextlost", (event) => { event.preventDefault(); isLost = true; });
  canvas.addEventListener("webglcontextrestored", () => { program = prepared(gl); room = 0; isLost = false; });

  /**
   * @param {import( "./sky_stars.js" ).Stars} stars
   * @param {import( "./sky_view.js" ).View} view
   * @param {{ dark: boolean, dimmed: boolean }} how
   */
  function paint(stars, view, how) {
    if (!gl || isLost || !program) return;
    if (room !== stars.data.length) {
      gl.bufferData(gl.ARRAY_BUFFER, stars.data, gl.DYNAMIC_DRAW);
      room = stars.data.length;
    } else if (stars.isStale) gl.bufferSubData(gl.ARRAY_BUFFER, 0, stars.data, 0, stars.count * STRIDE);
    stars.isStale = false;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const lens = view.lens;
    gl.uniformMatrix3fv(program.turn, true, view.rows);
    gl.uniform3fv(program.target, view.target);
    gl.uniform3f(program.lens, (2 * lens) / view.width, (2 * lens) / view.height, view.distance);
    gl.uniform1f(program.unit, 4.6 * starSize(stars.count) * lens * (canvas.height / view.height));
    gl.uniform1f(program.dimmed, how.dimmed ? 1 : 0);
    gl.uniform1f(program.dark, how.dark ? 1 : 0);
    gl.drawArrays(gl.POINTS, 0, stars.count);
  }
  return program ? { name: "webgl2", paint } : null;
}

/** @param {WebGL2RenderingContext} gl */
function prepared(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]])) {
    const shader = gl.createShader(kind);
    if (!shader || !program) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  for (const [number, size, from] of [[0, 3, 0], [1, 3, 3], [2, 2, 6]]) {
    gl.enableVertexAttribArray(number);
    gl.vertexAttribPointer(number, size, gl.FLOAT, false, 4 * STRIDE, 4 * from);
  }
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.clearColor(0, 0, 0, 0);
  const named = ["turn", "target", "lens", "unit", "dimmed", "dark"];
  return Object.fromEntries(named.map((name) => [name, gl.getUniformLocation(program, name)]));
}
