"""Draws small line charts as SVG, both axes logarithmic, legible on light and on dark pages."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 390, 250, 72, 18, 40, 46
STYLE = """<style>
svg { font: 12px system-ui, sans-serif } .page { fill: #fff } .text { fill: #24292f } .faint { fill: #57606a }
.grid { stroke: #d0d7de } .line { stroke: #0969da; fill: none; stroke-width: 2 } .dot { fill: #0969da } .slope { stroke: #8c959f; stroke-dasharray: 4 4; fill: none }
@media (prefers-color-scheme: dark) { .page { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
.line { stroke: #58a6ff } .dot { fill: #58a6ff } .slope { stroke: #6e7681 } }
</style>"""


def draw(panels, columns=2):
    """panels: (title, what stands at the x axis, unit of y, [(x, y), …]), all numbers above zero; one point is no chart. Dashed: growth in proportion, from the last point back."""
    panels = [panel for panel in panels if len(panel[3]) > 1]
    rows = math.ceil(len(panels) / columns)
    width, height = WIDTH * min(columns, len(panels)), HEIGHT * rows
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">', STYLE,
             f"<title>{'; '.join(panel[0] for panel in panels)}</title>", f'<rect class="page" width="{width}" height="{height}"/>']
    for position, panel in enumerate(panels):
        parts += [f'<g transform="translate({position % columns * WIDTH} {position // columns * HEIGHT})">', *draw_panel(*panel), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def draw_panel(title, across, unit, points):
    low, high = bounds([y for _, y in points])
    first, last = math.log10(points[0][0]), math.log10(points[-1][0])

    def at_x(x):
        return LEFT + (math.log10(x) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def at_y(y):
        return TOP + (math.log10(high) - math.log10(y)) / (math.log10(high) - math.log10(low)) * (HEIGHT - TOP - BOTTOM)

    yield f'<text class="text" x="{LEFT}" y="20" font-weight="600">{title}</text>'
    for tick in ticks(low, high):
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at_y(tick):.1f}" y2="{at_y(tick):.1f}"/>'
        yield f'<text class="faint" x="{LEFT - 6}" y="{at_y(tick) + 4:.1f}" text-anchor="end">{plain(tick)} {unit}</text>'
    for x, _ in points:
        yield f'<text class="faint" x="{at_x(x):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x:,}</text>'
    yield f'<text class="faint" x="{(LEFT + WIDTH - RIGHT) / 2:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{across}</text>'
    yield f'<polyline class="slope" points="{joined(slope(points, low), at_x, at_y)}"/>'
    yield f'<polyline class="line" points="{joined(points, at_x, at_y)}"/>'
    for x, y in points:
        yield f'<circle class="dot" cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="3.5"><title>{x:,}: {y:.3g} {unit}</title></circle>'


def joined(points, at_x, at_y):
    return " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)


def slope(points, low):
    """The line on which y grows as x does, through the last point, down to where the panel ends."""
    x, y = points[-1]
    start = max(points[0][0], x * low / y)
    return [(start, y * start / x), (x, y)]


def bounds(values):
    """Whole powers of ten around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return 10.0 ** low, 10.0 ** max(high, low + 1)


def ticks(low, high):
    return [10.0 ** power for power in range(round(math.log10(low)), round(math.log10(high)) + 1)]


def plain(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
