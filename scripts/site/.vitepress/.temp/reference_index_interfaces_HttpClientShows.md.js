import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpClientShows","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HttpClientShows.md","filePath":"reference/index/interfaces/HttpClientShows.md"}');
const _sfc_main = { name: "reference/index/interfaces/HttpClientShows.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httpclientshows" tabindex="-1">Interface: HttpClientShows <a class="header-anchor" href="#interface-httpclientshows" aria-label="Permalink to &quot;Interface: HttpClientShows&quot;">​</a></h1><p>The message that each client of HTTP shows its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-browser"></a> <code>browser</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Chromium, Edge and Firefox.</td></tr><tr><td><a id="property-curl"></a> <code>curl</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The program curl.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HttpClientShows.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpClientShows = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpClientShows as default
};
