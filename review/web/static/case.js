"use strict";
(function () {
  var sign = document.getElementById("sign");
  if (sign) {
    sign.querySelectorAll("[data-words]").forEach(function (button) {
      button.addEventListener("click", function () { sign.elements.words.value = button.dataset.words; });
    });
  }
  var files = document.getElementById("files");
  var waiting = files && files.querySelector('[data-state="received"]');
  if (!waiting) { return; }
  function look() {
    fetch("/status/" + files.dataset.case, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(function (states) {
        var still = Object.keys(states).some(function (id) { return states[id] === "received"; });
        if (still) { window.setTimeout(look, 700); } else { window.location.reload(); }
      });
  }
  window.setTimeout(look, 500);
})();
