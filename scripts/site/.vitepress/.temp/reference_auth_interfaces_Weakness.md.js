import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Weakness","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/Weakness.md","filePath":"reference/auth/interfaces/Weakness.md"}');
const _sfc_main = { name: "reference/auth/interfaces/Weakness.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-weakness" tabindex="-1">Interface: Weakness <a class="header-anchor" href="#interface-weakness" aria-label="Permalink to &quot;Interface: Weakness&quot;">​</a></h1><p>A security weakness that a client&#39;s logins can show.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-help"></a> <code>help</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Why it matters and what to do.</td></tr><tr><td><a id="property-level"></a> <code>level</code></td><td><code>readonly</code></td><td><code>&quot;error&quot;</code> | <code>&quot;warning&quot;</code> | <code>&quot;note&quot;</code></td><td>How bad it is, as SARIF has it.</td></tr><tr><td><a id="property-title"></a> <code>title</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The client&#39;s doing in a few words, beginning with a verb: <code>Sends an LM response</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/Weakness.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Weakness = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Weakness as default
};
