
/*
 * Vederlag: starts the design system's script, which stands before this, and what makes a page
 * quicker to use. Pages work without it.
 */
document.addEventListener('DOMContentLoaded', function () {
    'use strict';
    DKFDS.init();
    vederlagUdkast();
});

/*
 * The text of a draft is checked while it is written: a moment after the last key it is sent, and
 * the findings take the place of those the page came with. A finding's link leads to its line in
 * the text field.
 */
function vederlagUdkast() {
    'use strict';
    var form = document.querySelector('form.udkast-form');
    var svar = document.querySelector('.udkast-svar');
    var tekst = form && form.querySelector('textarea');
    var pause = 700;
    var ur = null;
    var nr = 0;

    if (!tekst || !svar || !window.fetch) {
        return;
    }

    function til(linje) {
        var linjer = tekst.value.split('\n');
        var fra = linjer.slice(0, linje - 1).join('\n').length + (linje > 1 ? 1 : 0);
        var hoejde = tekst.scrollHeight / linjer.length;

        tekst.focus();
        tekst.setSelectionRange(fra, fra + (linjer[linje - 1] || '').length);
        tekst.scrollTop = Math.max(0, (linje - 6) * hoejde);
    }

    function stykke(navn, klasse, ord) {
        var e = document.createElement(navn);

        if (klasse) {
            e.className = klasse;
        }
        e.textContent = ord;
        return e;
    }

    // What an English sentence has in quotation marks is the handbook's, in Danish.
    function ord(navn, klasse, tekst) {
        var e = stykke(navn, klasse, '');

        if (document.documentElement.lang !== 'en') {
            return stykke(navn, klasse, tekst);
        }
        tekst.split(/("[^"]*"|“[^”]*”)/).forEach(function (del, i) {
            var bid = stykke('span', '', del);

            if (i % 2 === 1) {
                bid.lang = 'da';
            }
            e.appendChild(i % 2 === 1 ? bid : document.createTextNode(del));
        });
        return e;
    }

    function fund(f) {
        var li = document.createElement('li');
        var sted = document.documentElement.lang === 'en' ? 'line ' : 'linje ';

        li.appendChild(stykke('span', f.fejl ? 'badge badge-error' : 'badge badge-info', f.art));
        li.appendChild(document.createTextNode(' '));
        if (f.sted) {
            li.appendChild(stykke('span', '', f.sted + ', ' + sted + f.linje));
        } else {
            var a = stykke('a', '', sted + f.linje);
            a.href = '#linje-' + f.linje;
            li.appendChild(a);
        }
        li.appendChild(document.createTextNode(': '));
        li.appendChild(ord('span', '', f.tekst));
        li.appendChild(document.createTextNode(' '));
        if (f.raad) {
            li.appendChild(ord('span', 'note', f.raad));
        }
        return li;
    }

    function vis(a) {
        var p = document.createElement('p');
        var ul = stykke('ul', 'udkast-liste', '');

        p.className = a.god ? 'udkast-god' : 'udkast-daarlig';
        p.appendChild(stykke('strong', '', a.dom));
        a.fund.forEach(function (f) {
            ul.appendChild(fund(f));
        });
        svar.textContent = '';
        svar.appendChild(p);
        if (a.fund.length > 0) {
            svar.appendChild(ul);
        }
    }

    function tjek() {
        var denne = ++nr;
        var felter = new URLSearchParams();

        felter.set('csrf', form.elements.csrf.value);
        felter.set('tekst', tekst.value);
        fetch(form.action + '/tjek', { method: 'POST', body: felter, credentials: 'same-origin' })
            .then(function (r) {
                return r.ok ? r.json() : null;
            })
            .then(function (a) {
                if (a && denne === nr) {
                    vis(a);
                }
            })
            .catch(function () {
                /* The next key tries again; the button still works. */
            });
    }

    if (!tekst.readOnly) {
        tekst.addEventListener('input', function () {
            clearTimeout(ur);
            ur = setTimeout(tjek, pause);
        });
    }
    svar.addEventListener('click', function (e) {
        var m = e.target.hash && e.target.hash.match(/^#linje-([0-9]+)$/);

        if (m) {
            e.preventDefault();
            til(Number(m[1]));
        }
    });
}
