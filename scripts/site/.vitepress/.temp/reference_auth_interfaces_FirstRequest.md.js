import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FirstRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/FirstRequest.md","filePath":"reference/auth/interfaces/FirstRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/FirstRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-firstrequest" tabindex="-1">Interface: FirstRequest <a class="header-anchor" href="#interface-firstrequest" aria-label="Permalink to &quot;Interface: FirstRequest&quot;">​</a></h1><p>The first request after the login that passed every check of protection. Reported once for a login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Command of the SMB2 header.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;first-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-protection"></a> <code>protection</code></td><td><code>readonly</code></td><td><code>&quot;none&quot;</code> | <code>&quot;signed&quot;</code> | <code>&quot;encrypted&quot;</code></td><td>How the request was protected.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/FirstRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FirstRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FirstRequest as default
};
