-- What pandoc leaves to do for a book: line breaks beside Han characters, links between chapters.
-- Metadata: language; chapters (file names without suffix); site (address of the pages, or "").

local language, site, chapters = "", "", {}

local function metadata(meta)
  language = pandoc.utils.stringify(meta.language or "")
  site = pandoc.utils.stringify(meta.site or "")
  for _, name in ipairs(meta.chapters or {}) do
    chapters[pandoc.utils.stringify(name)] = true
  end
end

-- Han, kana, CJK punctuation, full-width forms, and the dashes and curly quotes Chinese shares.
local function wide(code)
  return code >= 0x2E80 and code <= 0x30FF or code >= 0x3400 and code <= 0x9FFF
    or code >= 0xF900 and code <= 0xFAFF or code >= 0xFF00 and code <= 0xFFEF
    or code == 0x2014 or code >= 0x2018 and code <= 0x201D or code == 0x2026
    or code >= 0x20000 and code <= 0x3FFFF
end

local function edge(inline, last)
  if inline == nil then return nil end
  if inline.t == "RawInline" then
    -- A reference to a figure: its label closes the call, in quotes.
    local label = inline.text:match('"([^"]*)"%);$')
    if label == nil then return nil end
    inline = pandoc.Str(label)
  end
  local text = pandoc.utils.stringify(inline)
  if text == "" then return nil end
  return utf8.codepoint(text, last and utf8.offset(text, -1) or 1)
end

local function join_lines(inlines)
  if language ~= "zh" then return nil end
  local kept = pandoc.Inlines({})
  for index, inline in ipairs(inlines) do
    local before = edge(inlines[index - 1], true)
    local after = edge(inlines[index + 1], false)
    local beside = before and wide(before) or after and wide(after)
    if not (inline.t == "SoftBreak" and beside) then kept:insert(inline) end
  end
  return kept
end

-- pandoc has prefixed links within a chapter and to other .md files with the chapter's file name.
local function follow(link)
  local name, suffix, anchor = link.target:match("^%.?/?([%w_-]+)%.(%a+)#?(.*)$")
  if name == nil or suffix ~= "html" and suffix ~= "md" then return nil end
  if chapters[name] then
    link.target = anchor == "" and "#" .. name or "#" .. name .. ".md__" .. anchor
    return link
  end
  if site == "" then return link.content end
  link.target = site .. name .. ".html" .. (anchor == "" and "" or "#" .. anchor)
  return link
end

local function literal(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

-- Pictures that a chapter shows by itself lie among the others; pandoc would drop their words.
local function place(image)
  local path = image.src:match("^/") and image.src or "/assets/" .. image.src
  local alt = pandoc.utils.stringify(image.caption)
  local call = "#box(image(" .. literal(path) .. ", alt: " .. literal(alt) .. "))"
  return pandoc.RawInline("typst", call .. ";")
end

-- Tables fill the measure, their columns in proportion to what stands in them.
local function weight(cell)
  local sum = 1
  for _, code in utf8.codes(pandoc.utils.stringify(cell.contents)) do
    sum = sum + (wide(code) and 1 or 0.56)
  end
  return sum
end

local function spread(tbl)
  local needs, total = {}, 0
  local bodies = {}
  for _, body in ipairs(tbl.bodies) do bodies[#bodies + 1] = body.body end
  for _, rows in ipairs({ tbl.head.rows, table.unpack(bodies) }) do
    for _, row in ipairs(rows) do
      for index, cell in ipairs(row.cells) do
        needs[index] = math.max(needs[index] or 0, math.min(weight(cell), 24))
      end
    end
  end
  for _, need in pairs(needs) do total = total + need end
  for index, spec in ipairs(tbl.colspecs) do
    local side = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
    tbl.colspecs[index] = { side, (needs[index] or 1) / math.max(total, 1) }
  end
  return tbl
end

return {
  { Meta = metadata },
  { Inlines = join_lines, Link = follow, Image = place, Table = spread },
}
