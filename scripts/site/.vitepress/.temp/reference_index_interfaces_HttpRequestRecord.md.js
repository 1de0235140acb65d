import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpRequestRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HttpRequestRecord.md","filePath":"reference/index/interfaces/HttpRequestRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/HttpRequestRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httprequestrecord" tabindex="-1">Interface: HttpRequestRecord <a class="header-anchor" href="#interface-httprequestrecord" aria-label="Permalink to &quot;Interface: HttpRequestRecord&quot;">​</a></h1><p>The latest request of HTTP outside a login, or the one that began it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-host"></a> <code>host</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>Host, as sent; undefined: none was.</td></tr><tr><td><a id="property-method"></a> <code>method</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>GET</code>.</td></tr><tr><td><a id="property-scheme"></a> <code>scheme</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The scheme of its Authorization, never what follows it; undefined: there is none.</td></tr><tr><td><a id="property-target"></a> <code>target</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The path of the target, only its beginning if it is long. A query is shown as <code>?…</code>: it may hold secrets.</td></tr><tr><td><a id="property-useragent"></a> <code>userAgent</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>User-Agent, as sent; undefined: none was.</td></tr><tr><td><a id="property-version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>1.1</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HttpRequestRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpRequestRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpRequestRecord as default
};
