import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ParagraphOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ParagraphOptions.md","filePath":"reference/index/interfaces/ParagraphOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/ParagraphOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-paragraphoptions" tabindex="-1">Interface: ParagraphOptions <a class="header-anchor" href="#interface-paragraphoptions" aria-label="Permalink to &quot;Interface: ParagraphOptions&quot;">​</a></h1><p>The form of a paragraph.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-clientshows"></a> <code>clientShows?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Add the messages that clients show. Default: false.</td></tr><tr><td><a id="property-colours"></a> <code>colours</code></td><td><code>readonly</code></td><td><a href="./Colours.html"><code>Colours</code></a></td><td><a href="./../variables/noColours.html">noColours</a>, or <a href="./../variables/ansiColours.html">ansiColours</a> for a terminal.</td></tr><tr><td><a id="property-width"></a> <code>width</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Columns of the terminal; lines are broken at words.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ParagraphOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ParagraphOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ParagraphOptions as default
};
