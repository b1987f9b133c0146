
/*
 * Vederlag: starts the design system's script, which stands before this. Pages work without it.
 */
document.addEventListener('DOMContentLoaded', function () {
    'use strict';
    DKFDS.init();
});
