"use strict";
(function () {
  var root = document.getElementById("review");
  var base = "/documents/" + root.dataset.document;
  var items = Array.prototype.slice.call(root.querySelectorAll(".findings li"));
  var marks = {};
  var current = -1;
  var scope = "one";
  var stood = { withhold: "不公开", keep: "保留（公开）", consult: "征求意见", refer: "报请确定", "": "未决定" };

  root.querySelectorAll("mark").forEach(function (mark) {
    (marks[mark.dataset.finding] = marks[mark.dataset.finding] || []).push(mark);
    mark.addEventListener("click", function () { go(indexOf(mark.dataset.finding)); });
  });
  items.forEach(function (item, index) {
    paint(item.dataset.finding, item.dataset.stands);
    item.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) { return; }
      go(index);
      if (button.dataset.verdict) { decide(button.dataset.verdict, "one"); }
      if (button.dataset.scope) { scope = button.dataset.scope; decide(item.dataset.stands || "withhold", scope); }
      if (button.dataset.undo) { undo(); }
    });
  });

  function indexOf(finding) { return items.findIndex(function (i) { return i.dataset.finding === finding; }); }

  function go(index) {
    if (index < 0 || index >= items.length) { return; }
    if (current >= 0) { toggle(current, false); }
    current = index;
    toggle(current, true);
    items[current].scrollIntoView({ block: "nearest" });
    var shown = marks[items[current].dataset.finding];
    if (shown) { shown[0].scrollIntoView({ block: "center" }); }
  }

  function toggle(index, on) {
    items[index].classList.toggle("now", on);
    (marks[items[index].dataset.finding] || []).forEach(function (m) { m.classList.toggle("now", on); });
  }

  function paint(finding, stands) {
    var item = items[indexOf(finding)];
    if (!item) { return; }
    item.dataset.stands = stands;
    item.querySelector(".stands").textContent = stood[stands] || stands;
    (marks[finding] || []).forEach(function (m) { m.dataset.stands = stands; });
  }

  function send(path, body) {
    var said = document.getElementById("said");
    return fetch(base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: body ? JSON.stringify(body) : null
    }).then(function (answer) {
      if (answer.status === 401) { window.location.assign("/login"); }
      return answer.json().then(function (state) {
        said.hidden = answer.ok;
        if (!answer.ok) { said.textContent = state.message + " " + state.advice; return null; }
        Object.keys(state.stands).forEach(function (id) { paint(id, state.stands[id]); });
        document.getElementById("open").textContent = state.open;
        return state;
      });
    });
  }

  function decide(verdict, reach) {
    if (current < 0) { return; }
    var treatment = document.getElementById("treatment").value;
    send("/decide", {
      verdict: verdict,
      findings: [items[current].dataset.finding],
      scope: reach,
      treatment: verdict === "withhold" && treatment ? treatment : null,
      reason: verdict === "keep" ? document.getElementById("reason").value : ""
    }).then(function (state) { if (state && reach === "one") { next(); } });
  }

  function next() {
    for (var step = 1; step <= items.length; step += 1) {
      var index = (current + step) % items.length;
      if (!items[index].dataset.stands) { go(index); return; }
    }
  }

  function undo() { if (current >= 0) { send("/undo/" + items[current].dataset.finding); } }

  document.getElementById("accept").addEventListener("click", function () { send("/accept"); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var act = {
      j: function () { go(Math.min(current + 1, items.length - 1)); },
      k: function () { go(Math.max(current - 1, 0)); },
      w: function () { decide("withhold", "one"); },
      p: function () { decide("keep", "one"); },
      a: function () { if (current >= 0) { decide(items[current].dataset.stands || "withhold", "same"); } },
      u: undo
    }[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });

  var form = document.getElementById("marking");
  var picked = null;
  document.addEventListener("mouseup", function () {
    var selection = window.getSelection();
    if (!selection || selection.isCollapsed) { return; }
    var from = place(selection.anchorNode, selection.anchorOffset);
    var to = place(selection.focusNode, selection.focusOffset);
    if (!from || !to || from.block !== to.block) { return; }
    picked = { block: from.block, start: Math.min(from.at, to.at), end: Math.max(from.at, to.at) };
    form.hidden = picked.start === picked.end;
    document.getElementById("picked").textContent = String(selection);
  });
  function place(node, offset) {
    var piece = node && node.nodeType === 3 ? node.parentNode : node;
    var block = piece && piece.closest ? piece.closest("[data-block]") : null;
    if (!block || !piece.dataset || piece.dataset.start === undefined) { return null; }
    return { block: block.dataset.block, at: Number(piece.dataset.start) + Array.from(node.data.slice(0, offset)).length };
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    send("/mark", { block: picked.block, start: picked.start, end: picked.end, category: form.elements.category.value, basis: form.elements.basis.value })
      .then(function (state) { if (state) { window.location.reload(); } });
  });
  go(0);
})();
