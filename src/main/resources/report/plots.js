(function () {
  "use strict";
  var plots = [];
  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }
  function width(box) {
    return Math.max(260, Math.floor(box.getBoundingClientRect().width));
  }
  function draw(figure) {
    var data = JSON.parse(figure.querySelector("script").textContent);
    var box = figure.querySelector(".plot");
    box.textContent = "";
    var whole = [1, 2, 5].concat.apply([1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9].map(function (n) { return [1, 2, 5].map(function (x) { return x * Math.pow(10, n); }); }));
    var axis = { labelSize: 20, labelGap: 0, labelFont: "12px system-ui, sans-serif", stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
    var right = Object.assign({}, axis, { side: 1, scale: "share", size: 50, label: data.line, grid: { show: false }, values: function (u, v) { return v.map(function (x) { return x + " %"; }); } });
    return new uPlot({
      width: width(box), height: 280,
      scales: { x: { time: false, range: [0.5, 100.5] }, y: { range: function (u, a, b) { return [0, data.top || Math.max(1, b * 1.05)]; } }, share: { range: [0, 100] } },
      axes: [Object.assign({}, axis, { label: data.x }), Object.assign({}, axis, { label: data.bars, size: 58, incrs: whole }), right],
      series: [
        { label: data.x },
        { label: data.bars, fill: colour("--bar"), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.8, 40] }) },
        { label: data.line, scale: "share", stroke: colour("--other"), width: 2, points: { show: false }, value: function (u, v) { return v === null || v === undefined ? "--" : v.toFixed(1) + " %"; } }
      ]
    }, [data.at, data.counts, data.shares], box);
  }
  function all() {
    plots.forEach(function (plot) { plot.destroy(); });
    plots = Array.prototype.map.call(document.querySelectorAll("figure.scores"), draw);
  }
  var drawn = 0;
  all();
  new ResizeObserver(function (entries) {
    var now = Math.floor(entries[0].contentRect.width);
    if (now !== drawn) {
      drawn = now;
      all();
    }
  }).observe(document.querySelector("main"));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
})();
