// <plot-walk>: an outline walked with the phone's position, or tapped on a picture without tiles. It fills the field "points"
// (latitude longitude, one on each line), which works alone where there is no script. Nothing leaves the phone before the form is sent.
const EARTH = 6378137;
const RADIAN = Math.PI / 180;
const SIZE = 360;
const LEAST_STEP = 4; // metres between two points of a walk
const WORST = 20; // metres of accuracy beyond which no point is set
const TAPS_ACROSS = 200; // metres across the picture where nothing else is known

const metres = ([lat, lon], [otherLat, otherLon]) =>
  Math.hypot((otherLat - lat) * RADIAN * EARTH, (otherLon - lon) * RADIAN * EARTH * Math.cos(lat * RADIAN));

// On the plane that touches WGS84 at the first corner: exact enough for a plot. What counts is measured by the server.
const FLAT = 0.00669437999;
const hectares = (points) => {
  if (points.length < 3) return 0;
  const [[lat, lon]] = points;
  const bend = 1 - FLAT * Math.sin(lat * RADIAN) ** 2;
  const along = (EARTH / Math.sqrt(bend)) * Math.cos(lat * RADIAN) * RADIAN;
  const up = ((EARTH * (1 - FLAT)) / bend ** 1.5) * RADIAN;
  const flat = points.map(([otherLat, otherLon]) => [(otherLon - lon) * along, (otherLat - lat) * up]);
  const twice = flat.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 20_000;
};

const rings = (geometry) => {
  if (geometry.type === "Point") return [];
  return geometry.type === "Polygon" ? geometry.coordinates.slice(0, 1) : geometry.coordinates.map((part) => part[0]);
};

class PlotWalk extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.namedItem("points");
    this.words = this.querySelector("[data-words]").dataset;
    this.neighbours = JSON.parse(this.dataset.neighbours || '""') || [];
    this.watch = null;
    this.last = null;
    this.worst = 0;
    this.querySelector("[data-panel]").hidden = false;
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-walk]")?.dataset.walk));
    this.map = this.querySelector(".walk-map");
    this.map.addEventListener("click", (event) => this.tapped(event));
    this.field.addEventListener("input", () => this.draw());
    this.form.addEventListener("submit", (event) => this.sent(event));
    this.draw();
    import(this.dataset.sheet).then(({ keepScripts }) => keepScripts(import.meta.url, this.dataset.sheet, this.dataset.outbox)).catch(() => {});
  }

  disconnectedCallback() { this.stop(); }

  get points() {
    return this.field.value.split("\n").map((line) => line.trim().split(/[\s,;]+/).map(Number))
      .filter(([lat, lon]) => Number.isFinite(lat) && Number.isFinite(lon));
  }

  set points(all) {
    this.field.value = all.map(([lat, lon]) => `${lat.toFixed(6)} ${lon.toFixed(6)}`).join("\n");
    this.draw();
  }

  says(words) { this.querySelector("[data-says]").textContent = words; }

  how(capture) { this.form.elements.namedItem("capture").value = capture; }

  pressed(what) {
    if (what === "start") this.start();
    if (what === "stop") this.stop();
    if (what === "corner") this.corner();
    if (what === "drop") this.points = this.points.slice(0, -1);
  }

  start() {
    if (!navigator.geolocation) { this.says(this.words.denied); return; }
    this.says(this.words.waits);
    this.walking(true);
    this.watch = navigator.geolocation.watchPosition((place) => this.moved(place), (trouble) => this.refused(trouble), { enableHighAccuracy: true, maximumAge: 0 });
  }

  stop() {
    if (this.watch !== null) navigator.geolocation.clearWatch(this.watch);
    this.watch = null;
    this.walking(false);
  }

  // Under trees the position comes and goes: only a person who says no ends the walk.
  refused({ code, PERMISSION_DENIED }) {
    if (code !== PERMISSION_DENIED) { this.says(this.words.waits); return; }
    this.stop();
    this.says(this.words.denied);
  }

  walking(is) {
    this.querySelector('[data-walk="start"]').hidden = is;
    this.querySelector('[data-walk="stop"]').hidden = !is;
  }

  moved({ coords }) {
    this.last = [coords.latitude, coords.longitude];
    this.querySelector("[data-accuracy]").textContent = Math.round(coords.accuracy);
    const points = this.points;
    if (coords.accuracy > WORST) this.says(this.words.weak);
    else {
      this.says(this.words.walking);
      if (!points.length || metres(points.at(-1), this.last) >= LEAST_STEP) this.add(this.last, coords.accuracy);
    }
    this.draw();
  }

  add(point, accuracy) {
    this.how("walked");
    this.worst = Math.max(this.worst, accuracy);
    this.form.elements.namedItem("accuracy_m").value = this.worst.toFixed(1);
    this.points = [...this.points, point];
  }

  corner() {
    if (this.last) { this.add(this.last, Number(this.querySelector("[data-accuracy]").textContent)); return; }
    if (!navigator.geolocation) { this.says(this.words.denied); return; }
    this.says(this.words.waits);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      this.last = [coords.latitude, coords.longitude];
      this.querySelector("[data-accuracy]").textContent = Math.round(coords.accuracy);
      this.add(this.last, coords.accuracy);
    }, () => this.says(this.words.denied), { enableHighAccuracy: true });
  }

  // The picture shows what is around; with nothing around there is nothing to tap on.
  tapped(event) {
    if (!this.window) { this.says(this.words.waits); return; }
    const box = this.map.getBoundingClientRect();
    const { west, north, across, down } = this.window;
    const x = ((event.clientX - box.left) * SIZE) / box.width;
    const y = ((event.clientY - box.top) * SIZE) / box.height;
    if (!this.points.length) this.how("drawn");
    this.points = [...this.points, [north - y / down, west + x / across]];
  }

  see(points) {
    const around = this.neighbours.flatMap((geometry) => rings(geometry).flat().map(([lon, lat]) => [lat, lon]));
    const all = [...points, ...around, ...(this.last ? [this.last] : [])];
    if (!all.length) return null;
    const lats = all.map(([lat]) => lat);
    const lons = all.map(([, lon]) => lon);
    const middle = [(Math.min(...lats) + Math.max(...lats)) / 2, (Math.min(...lons) + Math.max(...lons)) / 2];
    const stretch = Math.cos(middle[0] * RADIAN);
    const high = (Math.max(...lats) - Math.min(...lats)) * RADIAN * EARTH;
    const wide = (Math.max(...lons) - Math.min(...lons)) * RADIAN * EARTH * stretch;
    const unit = SIZE / (Math.max(high, wide, TAPS_ACROSS) * 1.2);
    const down = unit * RADIAN * EARTH;
    const across = down * stretch;
    return { west: middle[1] - SIZE / 2 / across, north: middle[0] + SIZE / 2 / down, across, down };
  }

  draw() {
    const points = this.points;
    this.window = this.see(points);
    this.querySelector("[data-count]").textContent = points.length;
    const area = hectares(points);
    this.querySelector("[data-area]").textContent = points.length < 3 ? "–" : area.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
    if (!this.window) return;
    const at = ([lat, lon]) => [(lon - this.window.west) * this.window.across, (this.window.north - lat) * this.window.down];
    const path = (ring) => (ring.length ? `M${ring.map((point) => at(point).map((part) => part.toFixed(1)).join(" ")).join("L")}` : "");
    this.querySelector("[data-outline]").setAttribute("d", points.length > 2 ? `${path(points)}z` : path(points));
    this.picture("[data-around]", "path", this.neighbours.flatMap(rings), (shape, ring) => {
      shape.setAttribute("class", "walk-around");
      shape.setAttribute("d", `${path(ring.map(([lon, lat]) => [lat, lon]))}z`);
    });
    this.picture("[data-corners]", "circle", points, (shape, point) => {
      const [x, y] = at(point);
      shape.setAttribute("class", "walk-corner");
      shape.setAttribute("cx", x.toFixed(1));
      shape.setAttribute("cy", y.toFixed(1));
      shape.setAttribute("r", 3);
    });
    const here = this.querySelector("[data-here]");
    here.toggleAttribute("hidden", !this.last);
    if (this.last) [here.cx.baseVal.value, here.cy.baseVal.value] = at(this.last);
  }

  picture(place, kind, rows, shape) {
    this.querySelector(place).replaceChildren(...rows.map((row) => {
      const drawn = document.createElementNS("http://www.w3.org/2000/svg", kind);
      shape(drawn, row);
      return drawn;
    }));
  }

  async sent(event) {
    this.stop();
    if (navigator.onLine) return;
    event.preventDefault();
    const { keepWithoutLine } = await import(this.dataset.sheet);
    const is = await keepWithoutLine(this.form, { url: this.dataset.outbox, kept: this.words.kept, nobody: this.words.nobody }, (words) => this.says(words));
    if (is) this.draw();
  }
}

customElements.define("plot-walk", PlotWalk);
