"use strict";
(function () {
  var form = document.getElementById("drop");
  if (!form) { return; }
  var input = form.querySelector("input[type=file]");
  var chosen = document.getElementById("chosen");
  function show() { chosen.textContent = Array.prototype.map.call(input.files, function (f) { return f.name; }).join("、"); }
  input.addEventListener("change", show);
  ["dragover", "dragleave", "drop"].forEach(function (name) {
    form.addEventListener(name, function (event) {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop") { input.files = event.dataTransfer.files; show(); }
    });
  });
})();
