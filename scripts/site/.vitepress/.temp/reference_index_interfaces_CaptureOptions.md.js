import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CaptureOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CaptureOptions.md","filePath":"reference/index/interfaces/CaptureOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/CaptureOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-captureoptions" tabindex="-1">Interface: CaptureOptions <a class="header-anchor" href="#interface-captureoptions" aria-label="Permalink to &quot;Interface: CaptureOptions&quot;">​</a></h1><p>The files of a capture.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-isbegun"></a> <code>isBegun?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether another capture has begun the file, so that packets alone are written; default: no.</td></tr><tr><td><a id="property-runtime"></a> <code>runtime</code></td><td><code>readonly</code></td><td><a href="./Runtime.html"><code>Runtime</code></a></td><td>The clock of the packets.</td></tr><tr><td><a id="property-write"></a> <code>write</code></td><td><code>readonly</code></td><td>(<code>bytes</code>) =&gt; <code>void</code></td><td>Takes the file&#39;s bytes in order.</td></tr><tr><td><a id="property-writekey"></a> <code>writeKey?</code></td><td><code>readonly</code></td><td>(<code>line</code>) =&gt; <code>void</code></td><td>Takes lines for Wireshark&#39;s <code>smb2_seskey_list</code>. Their owner can read and forge the session.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CaptureOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CaptureOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CaptureOptions as default
};
