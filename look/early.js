// Before the page is drawn, so that nothing jumps: scripts may be expected.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
