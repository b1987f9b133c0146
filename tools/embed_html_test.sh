#!/bin/bash
# Shows what tools/embed_html.sh makes of small templates, and that it refuses each thing it is to
# refuse with file and line. Prints one `ok` line per check and `# N passed`.
set -u
export LC_ALL=C
tools=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-html-test.XXXXXX") || exit 1
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

result() {
    if [ "$1" = 0 ]; then
        echo "ok $2"
        passed=$((passed + 1))
    else
        echo "not ok $2"
        [ -z "${3:-}" ] || echo "$3"
        failed=$((failed + 1))
    fi
}

# The template of these lines, below its first.
embed() {
    rm -rf "$tree/out"
    printf '{{page side side.h}}\n%s\n' "$1" > "$tree/side.html"
    said=$("$tools/embed_html.sh" "$tree/out" barn "$tree/side.html" 2>&1)
}

makes() {
    embed "$2" && grep -qF -- "$1" "$tree/out/skabelon.c"
    result $? "makes: $1" "$said"
}

refused() {
    ! embed "$2" && [[ $said == *"side.html:"*"$1"* ]] && [ ! -e "$tree/out/skabelon.c" ]
    result $? "refuses: $1" "$said"
}

makes 'void html_side(struct html *h, const struct side *m)' '<p>1</p>'
makes '1\\n\"2' '<p>[[1\n"2|x]]</p>'
makes 'HTML_HUL(h, m->navn);' '<p>{{navn}}</p>'
makes 'HTML_HUL(h, m->a.b);' '<p title="{{a.b}}">1</p>'
makes 'HTML_VAERDI(h, m->dag);' '<input value="{{dag}}">'
makes 'html_adresse(h, m->sti);' '<a href="{{sti}}">1</a>'
makes 'HTML_URL(h, m->id);' '<a href="/barn/{{id}}">1</a>'
makes 'if (!h->engelsk) {' '<p>[[Barn|Child]]</p>'
makes 'if (HTML_ER(m->x)) {' '{{#if x}}<p>1</p>{{else}}<p>2</p>{{/if}}'
makes 'i_y < m->x.y_antal' '{{#each x.y}}<p>{{y.navn}}</p>{{/each}}'
makes 'HTML_HUL(h, m_y->navn);' '{{#each x.y}}<p>{{y.navn}}</p>{{/each}}'
makes 'html_del(h, &m->x);' '{{> del x}}'
makes 'html_del(h, m_y);' '{{#each y}}{{> del y}}{{/each}}'

refused 'text outside of' '<p>Barn</p>'
refused 'aria-label= outside of' '<p aria-label="Barn">1</p>'
refused 'a text is written' '<p>[[Barn]]</p>'
refused 'a hole cannot stand here' '<p {{x}}>1</p>'
refused 'stands in double quotes' '<p id=x>1</p>'
refused 'style= is not for templates' '<p style="color:red">1</p>'
refused 'onclick= is not for templates' '<p onclick="x()">1</p>'
refused '<style> is not for templates' '<style>p{}</style>'
refused '<script> must have src' '<script>1</script>'
refused 'is not closed' '{{#if x}}<p>1</p>'
refused 'closes nothing' '<p>1</p>{{/if}}'
refused 'another place of the markup' '<p {{#if x}}id="y">{{/if}}1</p>'
refused 'not a name' '<p>{{A B}}</p>'
refused 'not closed' '<p>{{x</p>'
refused 'ends inside a tag' '<p'

echo "# $passed passed"
[ "$failed" -eq 0 ]
