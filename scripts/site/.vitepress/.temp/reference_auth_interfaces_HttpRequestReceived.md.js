import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpRequestReceived","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/HttpRequestReceived.md","filePath":"reference/auth/interfaces/HttpRequestReceived.md"}');
const _sfc_main = { name: "reference/auth/interfaces/HttpRequestReceived.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httprequestreceived" tabindex="-1">Interface: HttpRequestReceived <a class="header-anchor" href="#interface-httprequestreceived" aria-label="Permalink to &quot;Interface: HttpRequestReceived&quot;">​</a></h1><p>A request outside a login, or the one that begins a login. Texts are as sent, only their beginning if long.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-host"></a> <code>host?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Host; absent: none was sent.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;http-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-method"></a> <code>method</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>GET</code>.</td></tr><tr><td><a id="property-scheme"></a> <code>scheme?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The scheme of Authorization, never what follows it; absent: there is no Authorization.</td></tr><tr><td><a id="property-target"></a> <code>target</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The target of the request line.</td></tr><tr><td><a id="property-useragent"></a> <code>userAgent?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>User-Agent; absent: none was sent.</td></tr><tr><td><a id="property-version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>1.1</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/HttpRequestReceived.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpRequestReceived = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpRequestReceived as default
};
